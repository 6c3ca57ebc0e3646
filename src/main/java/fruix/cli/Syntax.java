package fruix.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a command takes, as picocli sees it. Built by calls: annotations would cost every run a
 * tenth of a second. Every value is text.
 */
final class Syntax {
  private final CommandSpec spec = CommandSpec.create();

  /**
   * @param purpose one sentence
   */
  Syntax(String purpose) {
    spec.usageMessage().description(purpose).synopsisSubcommandLabel("COMMAND");
  }

  /** An option without a value. */
  Syntax flag(String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names).type(boolean.class).arity("0").description(description).build());
    return this;
  }

  /** An option with the value LABEL. */
  Syntax option(String label, String description, String... names) {
    spec.addOption(option(label, names).type(String.class).description(description).build());
    return this;
  }

  /** An option with the value LABEL that may be given several times. */
  Syntax repeated(String label, String description, String... names) {
    spec.addOption(
        option(label, names)
            .type(String[].class)
            .auxiliaryTypes(String.class)
            .description(description)
            .build());
    return this;
  }

  private static OptionSpec.Builder option(String label, String... names) {
    return OptionSpec.builder(names).arity("1").paramLabel(label);
  }

  /** An argument that must be given, after those before it. */
  Syntax argument(String label, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(Integer.toString(spec.positionalParameters().size()))
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /** Any number of arguments, but at least ATLEAST, after those before them. */
  Syntax arguments(int atLeast, String label, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(spec.positionalParameters().size() + "..*")
            .arity(atLeast + "..*")
            .required(atLeast > 0)
            .type(String[].class)
            .auxiliaryTypes(String.class)
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  CommandSpec spec() {
    return spec;
  }
}

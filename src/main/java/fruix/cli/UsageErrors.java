package fruix.cli;

import fruix.diag.Diagnostic;
import fruix.diag.DidYouMean;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said about arguments that are wrong, exit status 2. */
final class UsageErrors {

  private UsageErrors() {}

  static FruixException of(String message, @Nullable String hint) {
    return new FruixException(Diagnostic.of(ExitCode.USAGE, message).withHint(hint));
  }

  /** WORD follows GROUP, which has no such command. */
  static FruixException unknownCommand(String group, String word) {
    List<String> known = Commands.within(group);
    if (known.isEmpty()) {
      return of("`" + full(group) + "' has no commands", null);
    }
    String hint =
        DidYouMean.suggest(word, known)
            .map(meant -> "did you mean `" + meant + "'?")
            .orElse("one of " + String.join(", ", known));
    return of("unknown command `" + word + "' of `" + full(group) + "'", hint);
  }

  /** Nothing follows GROUP. */
  static FruixException noCommand(String group) {
    return of(
        "`" + full(group) + "' needs a command",
        "one of " + String.join(", ", Commands.within(group)) + "; `fruix help' tells more");
  }

  private static String full(String name) {
    return name.isEmpty() ? "fruix" : "fruix " + name;
  }

  /** Translates what picocli says. */
  static FruixException of(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String see = "see `" + name.replaceFirst("^fruix", "fruix help") + "'";
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      if (!argument.startsWith("-") || argument.length() == 1) {
        return of("`" + name + "' does not take the argument `" + argument + "'", see);
      }
      return of(
          "unknown option `" + argument + "' of `" + name + "'",
          DidYouMean.suggest(argument.replaceFirst("=.*", ""), options(command))
              .map(meant -> "did you mean `" + meant + "'?")
              .orElse(see));
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec what = missing.getMissing().get(0);
      String label =
          what instanceof OptionSpec option
              ? "a value for " + option.longestName()
              : what.paramLabel();
      return of("`" + name + "' needs " + label, see);
    }
    return of(Objects.requireNonNullElse(e.getMessage(), "`" + name + "' is not used right"), see);
  }

  private static List<String> options(CommandLine command) {
    List<String> names = new ArrayList<>();
    command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
    return names;
  }
}

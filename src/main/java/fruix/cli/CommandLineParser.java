package fruix.cli;

import fruix.diag.Diagnostic;
import fruix.diag.DidYouMean;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns arguments into an {@link Invocation}; wrong ones into usage errors with a suggestion. */
final class CommandLineParser {
  private static final Action NOTHING = session -> new Results();

  private CommandLineParser() {}

  static Invocation parse(String... args) {
    FruixCommand fruix = new FruixCommand();
    CommandLine root = new CommandLine(fruix);
    root.setUsageHelpAutoWidth(false);
    if (args.length > 0 && args[0].equals("help")) {
      return help(fruix, subcommand(root, Arrays.asList(args).subList(1, args.length)));
    }
    ParseResult last;
    try {
      last = root.parseArgs(args);
    } catch (ParameterException e) {
      throw usage(complaint(e), hint(e));
    }
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine command = last.commandSpec().commandLine();
    if (last.isUsageHelpRequested()) {
      return help(fruix, command);
    }
    if (fruix.options.jobs != null && fruix.options.jobs < 1) {
      throw usage("--jobs must be at least 1", null);
    }
    if (fruix.version) {
      return new Invocation(fruix.options, new VersionAction(), null);
    }
    if (command.getCommand() instanceof Action action) {
      return new Invocation(fruix.options, action, null);
    }
    throw usage(
        "`" + command.getCommandSpec().qualifiedName() + "' needs a command",
        "one of " + String.join(", ", names(command)) + "; `fruix help' tells more");
  }

  private static Invocation help(FruixCommand fruix, CommandLine command) {
    return new Invocation(fruix.options, NOTHING, command.getUsageMessage(Ansi.OFF));
  }

  private static CommandLine subcommand(CommandLine root, List<String> path) {
    CommandLine command = root;
    for (String name : path) {
      CommandLine next = command.getSubcommands().get(name);
      if (next == null) {
        throw unknownCommand(command, name);
      }
      command = next;
    }
    return command;
  }

  private static String complaint(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      if (argument.startsWith("-") && argument.length() > 1) {
        return "unknown option `" + argument + "' of `" + name + "'";
      }
      return command.getSubcommands().isEmpty()
          ? "`" + name + "' does not take the argument `" + argument + "'"
          : unknownCommand(command, argument).diagnostics().get(0).message();
    }
    if (e instanceof MissingParameterException missing) {
      String what =
          missing.getMissing().isEmpty() ? "an argument" : missing.getMissing().get(0).paramLabel();
      return "`" + name + "' needs " + what;
    }
    if (e.getArgSpec() instanceof OptionSpec option && e.getValue() != null) {
      return "`" + e.getValue() + "' is not a number for " + option.longestName();
    }
    return Objects.requireNonNullElse(e.getMessage(), "`" + name + "' is not used right");
  }

  private static @Nullable String hint(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      if (!argument.startsWith("-")) {
        String suggestion = unknownCommand(command, argument).diagnostics().get(0).hint();
        if (!command.getSubcommands().isEmpty()) {
          return suggestion;
        }
      } else {
        List<String> options = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
          options.addAll(List.of(option.names()));
        }
        var meant = DidYouMean.suggest(argument.replaceFirst("=.*", ""), options);
        if (meant.isPresent()) {
          return "did you mean `" + meant.get() + "'?";
        }
      }
    }
    String name = command.getCommandSpec().qualifiedName().replaceFirst("^fruix", "fruix help");
    return "see `" + name + "'";
  }

  private static FruixException unknownCommand(CommandLine parent, String name) {
    List<String> known = names(parent);
    String hint =
        DidYouMean.suggest(name, known)
            .map(meant -> "did you mean `" + meant + "'?")
            .orElse("one of " + String.join(", ", known));
    return usage(
        "unknown command `" + name + "' of `" + parent.getCommandSpec().qualifiedName() + "'",
        hint);
  }

  private static List<String> names(CommandLine parent) {
    return parent.getSubcommands().keySet().stream().sorted().toList();
  }

  private static FruixException usage(String message, @Nullable String hint) {
    return new FruixException(Diagnostic.of(ExitCode.USAGE, message).withHint(hint));
  }
}

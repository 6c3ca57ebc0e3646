package fruix.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns arguments into an {@link Invocation}; wrong ones into usage errors with a suggestion. */
final class CommandLineParser {

  private CommandLineParser() {}

  static Invocation parse(String... args) {
    List<String> rest = new ArrayList<>(List.of(args));
    if (!rest.isEmpty() && rest.get(0).equals("help")) {
      return new Invocation.Help(command(rest.subList(1, rest.size())));
    }
    String name = takeCommand(rest);
    Optional<Definition> definition =
        Commands.NAMES.contains(name) ? Optional.of(Commands.define(name)) : Optional.empty();
    Syntax syntax = definition.map(Definition::syntax).orElseGet(() -> new Syntax(""));
    if (rest.contains("--help") || rest.contains("-h")) { // whatever else is missing or wrong
      return new Invocation.Help(name);
    }
    Arguments given = parse(name, GlobalOptions.addTo(syntax), rest);
    GlobalOptions options = GlobalOptions.of(given);
    if (given.flag("--version")) {
      return new Invocation.Run(options, new VersionAction());
    }
    Definition command = definition.orElseThrow(() -> UsageErrors.noCommand(name));
    return new Invocation.Run(options, command.action().apply(given));
  }

  private static Arguments parse(String name, Syntax syntax, List<String> args) {
    CommandLine model = new CommandLine(syntax.spec());
    model.setCommandName(name.isEmpty() ? "fruix" : "fruix " + name);
    try {
      return new Arguments(model.parseArgs(args.toArray(String[]::new)));
    } catch (ParameterException e) {
      throw UsageErrors.of(e);
    }
  }

  /** The command or group that WORDS, all of them, name. */
  private static String command(List<String> words) {
    List<String> rest = new ArrayList<>(words);
    String name = takeCommand(rest);
    if (!rest.isEmpty()) {
      throw UsageErrors.unknownCommand(name, rest.get(0));
    }
    return name;
  }

  /** Removes the command's words from ARGS; the command, a group, or nothing. */
  private static String takeCommand(List<String> args) {
    String name = "";
    while (!Commands.NAMES.contains(name)) {
      int at = firstWord(args);
      if (at == args.size()) {
        return name;
      }
      String word = args.remove(at);
      if (!Commands.within(name).contains(word)) {
        throw UsageErrors.unknownCommand(name, word);
      }
      name = name.isEmpty() ? word : name + " " + word;
    }
    return name;
  }

  /** The index of the first argument that is neither an option nor an option's value. */
  private static int firstWord(List<String> args) {
    int at = 0;
    while (at < args.size() && args.get(at).startsWith("-")) {
      at += GlobalOptions.WITH_VALUE.contains(args.get(at)) ? 2 : 1;
    }
    return Math.min(at, args.size());
  }
}

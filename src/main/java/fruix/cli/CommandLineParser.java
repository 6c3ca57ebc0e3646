package fruix.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns arguments into an {@link Invocation}; wrong ones into usage errors with a suggestion. */
final class CommandLineParser {
  private static final Action NOTHING = session -> new Results();

  private CommandLineParser() {}

  static Invocation parse(String... args) {
    List<String> rest = new ArrayList<>(List.of(args));
    if (!rest.isEmpty() && rest.get(0).equals("help")) {
      return help(command(rest.subList(1, rest.size())));
    }
    String name = takeCommand(rest);
    GlobalOptions options = new GlobalOptions();
    boolean whole = Commands.NAMES.contains(name);
    Object parsed = whole ? Commands.create(name) : CommandSpec.create();
    CommandLine model = model(parsed, options);
    model.setCommandName(name.isEmpty() ? "fruix" : "fruix " + name);
    ParseResult result;
    try {
      result = model.parseArgs(rest.toArray(String[]::new));
    } catch (ParameterException e) {
      throw UsageErrors.of(e);
    }
    if (result.isUsageHelpRequested()) {
      return help(name);
    }
    if (options.version) {
      return new Invocation(options, new VersionAction(), null);
    }
    if (options.jobs != null && options.jobs < 1) {
      throw UsageErrors.of("--jobs must be at least 1", null);
    }
    if (parsed instanceof Action action) {
      return new Invocation(options, action, null);
    }
    throw UsageErrors.noCommand(name);
  }

  /** What picocli knows of COMMAND, an annotated object or a specification, and the OPTIONS. */
  static CommandLine model(Object command, GlobalOptions options) {
    CommandLine model = new CommandLine(command);
    model.getCommandSpec().addMixin("global", CommandSpec.forAnnotatedObject(options));
    return model;
  }

  private static Invocation help(String name) {
    return new Invocation(new GlobalOptions(), NOTHING, Usage.of(name));
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

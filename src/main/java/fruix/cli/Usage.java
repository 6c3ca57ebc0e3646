package fruix.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The help texts, which need the whole tree of commands as picocli sees it. */
final class Usage {
  private static final String FOOTER =
      """

      The store lies below --root DIR, else below FRUIX_ROOT; else, for root, below
      /, and for everybody else below XDG_DATA_HOME (~/.local/share), in fruix.
      Results are key=value lines on standard output. Exit status: 0 done, 1 failed,
      2 wrong usage, 3 the declaration is wrong, 4 a build failed, 130 interrupted.
      """;

  private Usage() {}

  /** The help of the command or group NAME; of Fruix itself when it is empty. */
  static String of(String name) {
    CommandLine root = group("fruix", "Builds whole FreeBSD systems from a Scheme declaration.");
    root.getCommandSpec().usageMessage().footer(FOOTER.lines().toArray(String[]::new));
    Commands.GROUPS.forEach((word, purpose) -> root.addSubcommand(word, group(word, purpose)));
    for (String command : Commands.NAMES) {
      String[] words = command.split(" ");
      CommandLine parent = words.length == 1 ? root : root.getSubcommands().get(words[0]);
      CommandLine leaf = CommandLineParser.model(Commands.create(command), new GlobalOptions());
      parent.addSubcommand(words[words.length - 1], leaf);
    }
    CommandLine wanted = root;
    for (String word : name.isEmpty() ? new String[0] : name.split(" ")) {
      wanted = wanted.getSubcommands().get(word);
    }
    return wanted.getUsageMessage(Ansi.OFF);
  }

  private static CommandLine group(String name, String purpose) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(purpose).synopsisSubcommandLabel("COMMAND");
    return CommandLineParser.model(spec, new GlobalOptions());
  }
}

package fruix.cli;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

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
    CommandLine root = model("fruix", "Builds whole FreeBSD systems from a Scheme declaration.");
    root.getCommandSpec().usageMessage().footer(FOOTER.lines().toArray(String[]::new));
    Commands.GROUPS.forEach((word, purpose) -> root.addSubcommand(word, model(word, purpose)));
    for (String command : Commands.NAMES) {
      String[] words = command.split(" ", -1);
      CommandLine parent = words.length == 1 ? root : child(root, words[0]);
      parent.addSubcommand(words[words.length - 1], model(Commands.define(command).syntax()));
    }
    CommandLine wanted = root;
    for (String word : name.isEmpty() ? new String[0] : name.split(" ", -1)) {
      wanted = child(wanted, word);
    }
    return wanted.getUsageMessage(Ansi.OFF);
  }

  private static CommandLine child(CommandLine parent, String word) {
    return Objects.requireNonNull(parent.getSubcommands().get(word), word);
  }

  private static CommandLine model(String name, String purpose) {
    return model(new Syntax(purpose)).setCommandName(name);
  }

  private static CommandLine model(Syntax syntax) {
    return new CommandLine(GlobalOptions.addTo(syntax).spec());
  }
}

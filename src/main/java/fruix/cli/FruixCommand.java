package fruix.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code fruix} itself. */
@Command(
    name = "fruix",
    description = "Builds whole FreeBSD systems from a Scheme declaration.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SystemCommand.class, StoreCommand.class, GcCommand.class})
final class FruixCommand {
  @Mixin GlobalOptions options = new GlobalOptions();

  @Option(names = "--version", description = "print the version")
  boolean version;
}

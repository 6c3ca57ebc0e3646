package fruix.cli;

import picocli.CommandLine.Command;

/** {@code fruix system}. */
@Command(
    name = "system",
    description = "Builds systems from declarations.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {})
final class SystemCommand {}

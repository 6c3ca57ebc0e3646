package fruix.cli;

import picocli.CommandLine.Command;

/** {@code fruix store}. */
@Command(
    name = "store",
    description = "Looks into the store and mends it.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StoreAddCommand.class,
      StorePathInfoCommand.class,
      StoreReferencesCommand.class,
      StoreReferrersCommand.class,
      StoreRequisitesCommand.class,
      StoreRootsCommand.class,
      StoreVerifyCommand.class,
      StoreDiffCommand.class,
    })
final class StoreCommand {}

package fruix.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tree of commands, defined one by one: a run needs a single one of them. */
final class Commands {
  /** All commands, a group's name before each that is in one. */
  static final List<String> NAMES =
      List.of(
          "gc",
          "image cat",
          "image extract",
          "image inspect",
          "image ls",
          "image verify",
          "native-build drive",
          "native-build gc",
          "native-build list",
          "native-build log",
          "native-build plan",
          "native-build promote",
          "native-build run",
          "source materialize",
          "store add",
          "store diff",
          "store export",
          "store import",
          "store path-info",
          "store references",
          "store referrers",
          "store repair",
          "store requisites",
          "store roots",
          "store verify",
          "system build",
          "system image",
          "system install",
          "system installer",
          "system installer-iso",
          "system rootfs",
          "system vm");

  /** Groups of commands and what they are for. */
  static final Map<String, String> GROUPS =
      new TreeMap<>(
          Map.of(
              "image", "Looks into disk images and file systems without mounting them.",
              "native-build", "Builds FreeBSD from its source.",
              "source", "Puts FreeBSD's source into the store.",
              "store", "Looks into the store and mends it.",
              "system", "Builds systems from declarations."));

  private Commands() {}

  /** The command NAME, one of {@link #NAMES}. */
  static Definition define(String name) {
    return switch (name) {
      case "gc" -> GcCommand.definition();
      case "image cat" -> ImageCatCommand.definition();
      case "image extract" -> ImageExtractCommand.definition();
      case "image inspect" -> ImageInspectCommand.definition();
      case "image ls" -> ImageLsCommand.definition();
      case "image verify" -> ImageVerifyCommand.definition();
      case "native-build drive" -> NativeBuildDriveCommand.definition();
      case "native-build gc" -> NativeBuildGcCommand.definition();
      case "native-build list" -> NativeBuildListCommand.definition();
      case "native-build log" -> NativeBuildLogCommand.definition();
      case "native-build plan" -> NativeBuildPlanCommand.definition();
      case "native-build promote" -> NativeBuildPromoteCommand.definition();
      case "native-build run" -> NativeBuildRunCommand.definition();
      case "source materialize" -> SourceMaterializeCommand.definition();
      case "store add" -> StoreAddCommand.definition();
      case "store diff" -> StoreDiffCommand.definition();
      case "store export" -> StoreExportCommand.definition();
      case "store import" -> StoreImportCommand.definition();
      case "store path-info" -> StorePathInfoCommand.definition();
      case "store references" -> StoreReferencesCommand.definition();
      case "store referrers" -> StoreReferrersCommand.definition();
      case "store repair" -> StoreRepairCommand.definition();
      case "store requisites" -> StoreRequisitesCommand.definition();
      case "store roots" -> StoreRootsCommand.definition();
      case "store verify" -> StoreVerifyCommand.definition();
      case "system build" -> SystemBuildCommand.definition();
      case "system image" -> SystemImageCommand.definition();
      case "system install" -> SystemInstallCommand.definition();
      case "system installer" -> SystemInstallerCommand.definition();
      case "system installer-iso" -> SystemInstallerIsoCommand.definition();
      case "system rootfs" -> SystemRootfsCommand.definition();
      case "system vm" -> SystemVmCommand.definition();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /** The words that may follow GROUP, sorted; those that may stand first when GROUP is empty. */
  static List<String> within(String group) {
    String prefix = group.isEmpty() ? "" : group + " ";
    return NAMES.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()).split(" ", 2)[0])
        .distinct()
        .sorted()
        .toList();
  }
}

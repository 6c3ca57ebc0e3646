package fruix.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tree of commands. Made leaf by leaf: a run needs one of them, and each costs start-up time.
 */
final class Commands {
  /** All commands, a group's name before each that is in one. */
  static final List<String> NAMES =
      List.of(
          "gc",
          "store add",
          "store diff",
          "store path-info",
          "store references",
          "store referrers",
          "store requisites",
          "store roots",
          "store verify",
          "system build",
          "system rootfs");

  /** Groups of commands and what they are for. */
  static final Map<String, String> GROUPS =
      new TreeMap<>(
          Map.of(
              "store", "Looks into the store and mends it.",
              "system", "Builds systems from declarations."));

  private Commands() {}

  /** A new object for the command NAME, one of {@link #NAMES}. */
  static Action create(String name) {
    return switch (name) {
      case "gc" -> new GcCommand();
      case "store add" -> new StoreAddCommand();
      case "store diff" -> new StoreDiffCommand();
      case "store path-info" -> new StorePathInfoCommand();
      case "store references" -> new StoreReferencesCommand();
      case "store referrers" -> new StoreReferrersCommand();
      case "store requisites" -> new StoreRequisitesCommand();
      case "store roots" -> new StoreRootsCommand();
      case "store verify" -> new StoreVerifyCommand();
      case "system build" -> new SystemBuildCommand();
      case "system rootfs" -> new SystemRootfsCommand();
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

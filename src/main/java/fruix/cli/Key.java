package fruix.cli;

import static fruix.cli.Key.Type.BOOLEAN;
import static fruix.cli.Key.Type.INTEGER;
import static fruix.cli.Key.Type.LIST;
import static fruix.cli.Key.Type.PATH;
import static fruix.cli.Key.Type.TEXT;

import java.util.List;
import java.util.Locale;

/**
 * The keys of results and the commands that print them. Stable once released; docs/metadata-keys.md
 * says what each means, and a test holds the two together.
 */
enum Key {
  VERSION(TEXT, "--version"),

  CLOSURE_PATH(PATH, "system"),
  CONTENT_HASH(TEXT, "system", "store add", "store path-info"),
  ROOTFS(PATH, "system rootfs"),
  DISK_IMAGE(PATH, "system image", "system vm"),
  DISK_IMAGE_PHYSICAL_PATH(PATH, "system image", "system vm"),
  DISK_CAPACITY(INTEGER, "system image", "system install", "system vm"),
  ROOT_SIZE(INTEGER, "system image", "system install", "system vm"),
  INSTALLER_DISK_IMAGE(PATH, "system installer"),
  INSTALLER_DISK_IMAGE_PHYSICAL_PATH(PATH, "system installer"),
  ISO_IMAGE(PATH, "system installer-iso"),
  ISO_IMAGE_PHYSICAL_PATH(PATH, "system installer-iso"),
  BOOT_EFI_IMAGE(PATH, "system installer-iso"),
  ROOT_IMAGE(PATH, "system installer-iso"),
  INSTALLER_CLOSURE_PATH(PATH, "system installer", "system installer-iso"),
  INSTALLER_STATE_PATH(PATH, "system installer", "system installer-iso"),
  INSTALLER_LOG_PATH(PATH, "system installer", "system installer-iso"),
  TARGET(PATH, "system install"),
  TARGET_KIND(TEXT, "system install"),
  TARGET_DEVICE(PATH, "system install", "system installer", "system installer-iso"),
  ESP_DEVICE(PATH, "system install"),
  ROOT_DEVICE(PATH, "system install"),
  INSTALL_METADATA_PATH(PATH, "system install", "system installer", "system installer-iso"),
  VM_PID(INTEGER, "system vm"),
  VM_DISK(PATH, "system vm"),
  VM_CONSOLE(PATH, "system vm"),
  BASE_PACKAGE_STORE_COUNT(INTEGER, "system"),
  BASE_PACKAGE_STORES(LIST, "system"),
  HOST_BASE_STORE_COUNT(INTEGER, "system"),
  HOST_BASE_STORES(LIST, "system"),
  NATIVE_BASE_STORE_COUNT(INTEGER, "system"),
  NATIVE_BASE_STORES(LIST, "system"),
  FRUIX_RUNTIME_STORE_COUNT(INTEGER, "system"),
  FRUIX_RUNTIME_STORES(LIST, "system"),
  MATERIALIZED_SOURCE_STORE_COUNT(INTEGER, "system", "source materialize"),
  MATERIALIZED_SOURCE_STORES(LIST, "system", "source materialize"),
  MATERIALIZED_SOURCE_STORE(PATH, "source materialize"),
  MATERIALIZED_SOURCE_TREE(PATH, "source materialize"),
  MATERIALIZED_SOURCE_INFO_FILE(PATH, "source materialize"),
  MATERIALIZED_SOURCE_KIND(TEXT, "source materialize"),
  MATERIALIZED_SOURCE_COMMIT(TEXT, "source materialize"),
  MATERIALIZED_SOURCE_TREE_HASH(TEXT, "source materialize"),
  MATERIALIZED_SOURCE_ROOT(TEXT, "source materialize"),
  INIT_MODE(TEXT, "system"),
  READY_MARKER(PATH, "system"),
  FREEBSD_BASE_NAME(TEXT, "system"),
  FREEBSD_BASE_VERSION_LABEL(TEXT, "system"),
  FREEBSD_BASE_RELEASE(TEXT, "system"),
  FREEBSD_BASE_BRANCH(TEXT, "system"),
  FREEBSD_BASE_SOURCE_ROOT(PATH, "system"),
  FREEBSD_BASE_TARGET(TEXT, "system"),
  FREEBSD_BASE_TARGET_ARCH(TEXT, "system"),
  FREEBSD_BASE_KERNCONF(TEXT, "system"),
  FREEBSD_BASE_FILE(PATH, "system"),
  FREEBSD_SOURCE_MATERIALIZATIONS_FILE(PATH, "system"),
  HOST_BASE_PROVENANCE_FILE(PATH, "system"),
  STORE_LAYOUT_FILE(PATH, "system"),
  HOST_FREEBSD_VERSION(TEXT, "system"),
  HOST_UNAME(TEXT, "system"),
  USR_SRC_GIT_REVISION(TEXT, "system", "source materialize"),
  USR_SRC_GIT_BRANCH(TEXT, "system", "source materialize"),
  USR_SRC_NEWVERS_SHA256(TEXT, "system", "source materialize"),
  WOULD_BUILD_COUNT(INTEGER, "system", "source materialize"),
  WOULD_BUILD(LIST, "system", "source materialize"),
  CHECKED(BOOLEAN, "system build"),

  IMAGE_FORMAT(TEXT, "image inspect"),
  IMAGE_SIZE(INTEGER, "image inspect"),
  PARTITION_COUNT(INTEGER, "image inspect"),
  PARTITIONS(LIST, "image inspect"),
  FILE_SYSTEMS(LIST, "image inspect"),
  ENTRY_COUNT(INTEGER, "image ls"),
  ENTRIES(LIST, "image ls"),
  EXTRACTED(PATH, "image extract"),
  FAULT_COUNT(INTEGER, "image verify"),
  FAULTS(LIST, "image verify"),

  NATIVE_KERNEL_BUILD(PATH, "native-build plan", "native-build run"),
  NATIVE_KERNEL_IDENTITY(TEXT, "native-build plan"),
  NATIVE_KERNEL_PRESENT(BOOLEAN, "native-build plan"),
  NATIVE_WORLD_BUILD(PATH, "native-build plan", "native-build run"),
  NATIVE_WORLD_IDENTITY(TEXT, "native-build plan"),
  NATIVE_WORLD_PRESENT(BOOLEAN, "native-build plan"),
  NATIVE_OBJECTS_DELETED_COUNT(INTEGER, "native-build gc"),
  NATIVE_OBJECTS_DELETED(LIST, "native-build gc"),
  NATIVE_OBJECTS_FREED(INTEGER, "native-build gc"),
  NATIVE_OBJECTS_KEPT(LIST, "native-build run"),
  NATIVE_BUILD_COUNT(INTEGER, "native-build list"),
  NATIVE_BUILDS(LIST, "native-build list"),
  NATIVE_OBJECT_DIRECTORY_COUNT(INTEGER, "native-build list"),
  NATIVE_OBJECT_DIRECTORIES(LIST, "native-build list"),

  NATIVE_BUILD_RESULT(PATH, "native-build drive", "native-build promote"),
  RUN_ID(TEXT, "native-build drive", "native-build promote"),
  EXECUTOR_KIND(TEXT, "native-build drive", "native-build promote"),
  EXECUTOR_NAME(TEXT, "native-build drive", "native-build promote"),
  EXECUTOR_VERSION(TEXT, "native-build drive", "native-build promote"),
  GUEST_HOST_NAME(TEXT, "native-build drive", "native-build promote"),
  GUEST_CLOSURE(PATH, "native-build drive", "native-build promote"),
  SOURCE_STORE(PATH, "native-build drive", "native-build promote"),
  ARTIFACT_KINDS(LIST, "native-build drive", "native-build promote"),
  ARTIFACT_STORES(LIST, "native-build drive", "native-build promote"),
  CONTENT_SIGNATURES(LIST, "native-build drive", "native-build promote"),
  RESULT_ROOT(PATH, "native-build drive"),

  STORE_PATH(PATH, "store add", "store path-info"),
  PHYSICAL_PATH(PATH, "system", "source materialize", "store path-info"),
  SIZE(INTEGER, "store path-info"),
  REGISTERED(TEXT, "store path-info"),
  DERIVER(PATH, "store path-info"),
  REFERENCE_COUNT(INTEGER, "system", "store path-info", "store references"),
  REFERENCES(LIST, "store path-info", "store references"),
  REFERRER_COUNT(INTEGER, "store referrers"),
  REFERRERS(LIST, "store referrers"),
  REQUISITE_COUNT(INTEGER, "store requisites"),
  REQUISITES(LIST, "store requisites"),

  DELETED_COUNT(INTEGER, "gc"),
  DELETED(LIST, "gc"),
  FREED(INTEGER, "gc"),
  WOULD_DELETE_COUNT(INTEGER, "gc"),
  WOULD_DELETE(LIST, "gc"),
  WOULD_FREE(INTEGER, "gc"),
  LEFTOVER_COUNT(INTEGER, "gc"),
  ROOT_COUNT(INTEGER, "store roots"),
  ROOTS(LIST, "store roots"),
  VERIFIED_COUNT(INTEGER, "store verify", "store repair"),
  REPAIRED(LIST, "store repair"),
  DAMAGED(LIST, "store verify", "store repair"),
  EXPORT_FILE(PATH, "store export"),
  IMPORTED_COUNT(INTEGER, "store import"),
  IMPORTED(LIST, "store import"),
  CHANGE_COUNT(INTEGER, "store diff"),
  CHANGES(LIST, "store diff");

  /** How a value is written with {@code --json}; a line always has text. */
  enum Type {
    /** Any text. */
    TEXT,
    /** An absolute path; one under {@code /frx} is logical. */
    PATH,
    /** A whole number. */
    INTEGER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Any number of texts or paths, in an order that is the same every time. */
    LIST
  }

  private final Type type;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> commands;

  Key(Type type, String... commands) {
    this.type = type;
    this.commands = List.of(commands);
  }

  Type type() {
    return type;
  }

  /** The key that is printed as TEXT; IllegalArgumentException if there is none. */
  static Key named(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** As printed: {@code store_path}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The commands that may print it, as {@code store add}; {@code system} is all of that group. */
  List<String> commands() {
    return commands;
  }
}

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

  CLOSURE_PATH(PATH, "system build", "system rootfs"),
  ROOTFS(PATH, "system rootfs"),
  ROOTFS_MTREE(PATH, "system rootfs"),
  WOULD_BUILD_COUNT(INTEGER, "system build", "system rootfs"),
  WOULD_BUILD(LIST, "system build", "system rootfs"),
  CHECKED(BOOLEAN, "system build"),

  STORE_PATH(PATH, "store add", "store path-info"),
  CONTENT_HASH(TEXT, "system build", "store add", "store path-info"),
  SIZE(INTEGER, "store path-info"),
  DERIVER(PATH, "store path-info"),
  REGISTERED(TEXT, "store path-info"),
  REFERENCE_COUNT(INTEGER, "system build", "store path-info", "store references"),
  REFERENCES(LIST, "store path-info", "store references"),
  REFERRER_COUNT(INTEGER, "store referrers"),
  REFERRERS(LIST, "store referrers"),
  REQUISITE_COUNT(INTEGER, "store requisites"),
  REQUISITES(LIST, "store requisites");

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
  private final List<String> commands;

  Key(Type type, String... commands) {
    this.type = type;
    this.commands = List.of(commands);
  }

  Type type() {
    return type;
  }

  /** As printed: {@code store_path}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The commands that may print it, as {@code store add}. */
  List<String> commands() {
    return commands;
  }
}

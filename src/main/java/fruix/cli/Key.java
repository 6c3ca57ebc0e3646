package fruix.cli;

import static fruix.cli.Key.Type.PATH;
import static fruix.cli.Key.Type.TEXT;

import java.util.Locale;

/**
 * The keys of results, stable once released; docs/metadata-keys.md explains each, and a test holds
 * the two together.
 */
enum Key {
  VERSION(TEXT),
  STORE_PATH(PATH),
  CONTENT_HASH(TEXT);

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

  Key(Type type) {
    this.type = type;
  }

  Type type() {
    return type;
  }

  /** As printed: {@code store_path}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

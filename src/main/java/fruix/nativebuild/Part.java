package fruix.nativebuild;

import java.util.Locale;

/** What of FreeBSD one build makes. */
public enum Part {
  KERNEL,
  WORLD;

  /** As parameters of derivations say it: {@code kernel}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of what a build of this makes. */
  public String itemName() {
    return "freebsd-native-" + text() + "-build";
  }
}

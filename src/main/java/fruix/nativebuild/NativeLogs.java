package fruix.nativebuild;

import java.nio.file.Path;

/** The logs of make, compressed, beside the logs of builds. */
public final class NativeLogs {
  private static final String LOG = ".log";

  /** How their names end. */
  public static final String SUFFIX = ".make.log.gz";

  private NativeLogs() {}

  /** The log of make of the build whose own log is FILE. */
  public static Path of(Path file) {
    String name = file.getFileName().toString();
    String stem = name.endsWith(LOG) ? name.substring(0, name.length() - LOG.length()) : name;
    return file.resolveSibling(stem + SUFFIX);
  }
}

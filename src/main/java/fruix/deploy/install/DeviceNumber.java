package fruix.deploy.install;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The number that Linux knows a block device by: {@code 8:16}. */
record DeviceNumber(long major, long minor) {
  private static final int FILE_TYPE = 0170000;
  private static final int BLOCK_DEVICE = 0060000;

  /** Says which block device a file leads to; empty for what is none, or not there. */
  @FunctionalInterface
  interface Source {
    Optional<DeviceNumber> of(Path file);
  }

  /** Asks {@code stat(2)}. */
  static Optional<DeviceNumber> stat(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      int mode = (Integer) Files.getAttribute(file, "unix:mode");
      if ((mode & FILE_TYPE) != BLOCK_DEVICE) {
        return Optional.empty();
      }
      return Optional.of(decode((Long) Files.getAttribute(file, "unix:rdev")));
    } catch (IOException e) {
      throw FruixException.io("look at", file, e);
    }
  }

  /** {@code gnu_dev_major} and {@code gnu_dev_minor} of glibc; musl's are the same. */
  static DeviceNumber decode(long number) {
    return new DeviceNumber(
        number >>> 8 & 0xfff | number >>> 32 & ~0xfffL, number & 0xff | number >>> 12 & ~0xffL);
  }

  /** As {@code /sys} and {@code /proc} write it. */
  @Override
  public String toString() {
    return major + ":" + minor;
  }
}

package fruix.deploy.install;

import java.util.Locale;

/** What a system is installed on. */
public enum TargetKind {
  /** A file that holds a whole disk. */
  RAW_FILE,
  /** A disk, whatever kind of device file the system has for it. */
  BLOCK_DEVICE;

  /** As results and {@code install.scm} have it: {@code raw-file}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

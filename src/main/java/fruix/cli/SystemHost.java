package fruix.cli;

import com.sun.security.auth.module.UnixSystem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Asks the running system for a {@link Host}. */
final class SystemHost {
  /** Set by {@code bin/fruix} when standard error is a terminal: its width. */
  private static final String COLUMNS_PROPERTY = "fruix.columns";

  /** Set to {@code true} by {@code bin/fruix} when standard input is a terminal, too. */
  private static final String INTERACTIVE_PROPERTY = "fruix.interactive";

  private SystemHost() {}

  static Host host() {
    return new Host(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        new UnixSystem().getUid(),
        System.getProperty("os.name", ""),
        Integer.getInteger(COLUMNS_PROPERTY, 0),
        Runtime.getRuntime().availableProcessors(),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Boolean.getBoolean(INTERACTIVE_PROPERTY) ? Optional.of(System.in) : Optional.empty(),
        InstantSource.system(),
        System::nanoTime);
  }
}

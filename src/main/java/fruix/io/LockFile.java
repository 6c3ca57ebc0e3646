package fruix.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Locks between threads and between processes, any number of them in one file: a lock is a number,
 * and stands for the byte of the file at that offset ({@code fcntl(2)} ranges need no bytes there).
 * So no lock leaves a file behind, and a process that dies loses all of its locks at once.
 *
 * <p>A process loses its range locks on a file when it closes any descriptor of it. Hence there is
 * one open file in the process for one path, whoever uses it, in the one static table that this
 * needs; it mirrors what the kernel keeps for the process anyway.
 */
public final class LockFile implements AutoCloseable {
  private static final Map<Path, Shared> OPEN = new HashMap<>();
  private static final long FIRST_WAIT_MILLIS = 1;
  private static final long LONGEST_WAIT_MILLIS = 50;

  /** A lock that is held; closing gives it up. Not bound to a thread. */
  public interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /** What this process holds of one number. */
  private static final class Range {
    private final FileLock lock;
    private int holders = 1;

    Range(FileLock lock) {
      this.lock = lock;
    }
  }

  /** The one open file of a path. Its monitor guards everything in it. */
  private static final class Shared {
    private final Path path;
    private final FileChannel channel;
    private final Map<Long, Range> held = new HashMap<>();
    private int users;

    Shared(Path path) throws IOException {
      this.path = path;
      this.channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
  }

  private final Shared shared;
  private boolean closed;

  private LockFile(Shared shared) {
    this.shared = shared;
  }

  /** Opens, or makes, the file PATH, whose directory exists. */
  public static LockFile open(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    Path directory = parent == null ? path.getRoot() : parent;
    Path key = directory.toRealPath().resolve(path.getFileName());
    synchronized (OPEN) {
      Shared shared = OPEN.get(key);
      if (shared == null) {
        shared = new Shared(key);
        OPEN.put(key, shared);
      }
      shared.users++;
      return new LockFile(shared);
    }
  }

  /** Takes lock NUMBER alone, or returns null at once when anyone holds it. */
  public @Nullable Held tryExclusive(long number) throws IOException {
    return attempt(number, false);
  }

  /** Takes lock NUMBER alone, as soon as nobody holds it. */
  public Held exclusive(long number) throws IOException, InterruptedException {
    return await(number, false);
  }

  /** Takes lock NUMBER together with other shared holders, as soon as nobody has it alone. */
  public Held shared(long number) throws IOException, InterruptedException {
    return await(number, true);
  }

  private Held await(long number, boolean share) throws IOException, InterruptedException {
    long wait = FIRST_WAIT_MILLIS;
    while (true) {
      synchronized (shared) {
        Held held = attempt(number, share);
        if (held != null) {
          return held;
        }
        // Woken by a holder in this process; another process is asked again after the wait.
        shared.wait(wait);
      }
      wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
    }
  }

  private @Nullable Held attempt(long number, boolean share) throws IOException {
    synchronized (shared) {
      if (closed) {
        throw new IOException("the lock file " + shared.path + " is closed");
      }
      Range range = shared.held.get(number);
      if (range != null) {
        if (!share || !range.lock.isShared()) {
          return null;
        }
        range.holders++;
        return release(number);
      }
      FileLock lock;
      try {
        lock = shared.channel.tryLock(number, 1, share);
      } catch (OverlappingFileLockException e) {
        throw new IOException("the lock file " + shared.path + " is open twice", e);
      }
      if (lock == null) {
        return null;
      }
      shared.held.put(number, new Range(lock));
      return release(number);
    }
  }

  private Held release(long number) {
    return new Held() {
      private boolean given;

      @Override
      public void close() throws IOException {
        synchronized (shared) {
          Range range = shared.held.get(number);
          if (given || range == null) {
            return;
          }
          given = true;
          if (--range.holders == 0) {
            shared.held.remove(number);
            range.lock.release();
            shared.notifyAll();
          }
        }
      }
    };
  }

  /** Closes the file when its last user in the process does; its locks are given up before. */
  @Override
  public void close() throws IOException {
    synchronized (OPEN) {
      if (closed) {
        return;
      }
      closed = true;
      if (--shared.users == 0) {
        OPEN.remove(shared.path);
        shared.channel.close();
      }
    }
  }
}

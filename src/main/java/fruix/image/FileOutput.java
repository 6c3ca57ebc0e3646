package fruix.image;

import fruix.diag.FruixException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An image in a file. A new or emptied file is sparse: stretches of zeros are not written, since
 * the hole that is there already reads the same. So zeros must not be written over other bytes in
 * it; no writer writes the same place twice.
 */
public final class FileOutput implements ImageOutput, AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final ByteBuffer ZEROS = ByteBuffer.allocate(CHUNK).asReadOnlyBuffer();

  private final Path path;
  private final FileChannel channel;
  private final boolean holes;
  private final boolean shared;
  private long size;

  /**
   * @param holes whether what was not written reads as zeros
   * @param shared whether others may see it before it is whole
   */
  private FileOutput(Path path, FileChannel channel, long size, boolean holes, boolean shared) {
    this.path = path;
    this.channel = channel;
    this.size = size;
    this.holes = holes;
    this.shared = shared;
  }

  /** Creates the file PATH, which must not exist, as SIZE zero bytes that take no space. */
  public static FileOutput create(Path path, long size) {
    try {
      Files.createFile(path);
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(size);
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
      return new FileOutput(path, channel, size, true, false);
    } catch (IOException e) {
      throw FruixException.io("create", path, e);
    }
  }

  /**
   * Opens what is there, a file or a disk of at least SIZE bytes, and overwrites it. One that
   * another program has locked is a diagnostic.
   */
  public static FileOutput overwrite(Path path, long size) {
    return shared(path, size, false);
  }

  /**
   * Makes SIZE zero bytes that take no space of the file PATH, which need not exist; what it held
   * is gone. One that another program has locked is a diagnostic.
   */
  public static FileOutput replace(Path path, long size) {
    return shared(path, size, true);
  }

  private static FileOutput shared(Path path, long size, boolean empty) {
    try {
      FileChannel channel =
          empty
              ? FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
              : FileChannel.open(path, StandardOpenOption.WRITE);
      try {
        lock(path, channel);
        if (empty) {
          channel.truncate(0);
          // Another open file would lose the lock when it is closed.
          channel.write(ByteBuffer.allocate(1), size - 1);
        }
        return new FileOutput(path, channel, size, empty, true);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FruixException.io("open", path, e);
    }
  }

  /** Held until the file is closed. */
  private static void lock(Path path, FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw FruixException.failed(path + " is in use: another program has locked it");
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void write(long position, ByteBuffer source) {
    requireInside(position, source.remaining());
    int end = source.limit();
    long at = position;
    while (source.position() < end) {
      int length = Math.min(end - source.position(), CHUNK - (int) (at % CHUNK));
      ByteBuffer piece = source.slice(source.position(), length);
      if (!(holes && isZero(piece))) {
        writeFully(at, piece);
      }
      source.position(source.position() + length);
      at += length;
    }
  }

  private static boolean isZero(ByteBuffer piece) {
    return piece.get(0) == 0 && piece.mismatch(ZEROS.slice(0, piece.remaining())) < 0;
  }

  private void writeFully(long position, ByteBuffer piece) {
    long at = position;
    try {
      while (piece.hasRemaining()) {
        at += channel.write(piece, at);
      }
    } catch (IOException e) {
      throw FruixException.io("write", path, e);
    }
  }

  /** Cuts the file down to its LENGTH first bytes, for writers that could only guess at first. */
  public void truncate(long length) {
    requireInside(0, length);
    try {
      channel.truncate(length);
      size = length;
    } catch (IOException e) {
      throw FruixException.io("shorten", path, e);
    }
  }

  @Override
  public void barrier() {
    if (shared) {
      sync();
    }
  }

  /** Waits until all that was written is on the disk. */
  public void sync() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw FruixException.io("sync", path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FruixException.io("close", path, e);
    }
  }
}

package fruix.image;

import fruix.diag.FruixException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An image in a file. A new file is sparse: stretches of zeros are not written, since the hole that
 * is there already reads the same. So zeros must not be written over other bytes in a new file; no
 * writer writes the same place twice.
 */
public final class FileOutput implements ImageOutput, AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final ByteBuffer ZEROS = ByteBuffer.allocate(CHUNK).asReadOnlyBuffer();

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final boolean holes;

  private FileOutput(Path path, FileChannel channel, long size, boolean holes) {
    this.path = path;
    this.channel = channel;
    this.size = size;
    this.holes = holes;
  }

  /** Creates the file PATH, which must not exist, as SIZE zero bytes that take no space. */
  public static FileOutput create(Path path, long size) {
    try {
      Files.createFile(path);
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(size);
      }
      return new FileOutput(path, FileChannel.open(path, StandardOpenOption.WRITE), size, true);
    } catch (IOException e) {
      throw FruixException.io("create", path, e);
    }
  }

  /** Opens what is there, a file or a block device of at least SIZE bytes, and overwrites it. */
  public static FileOutput overwrite(Path path, long size) {
    try {
      return new FileOutput(path, FileChannel.open(path, StandardOpenOption.WRITE), size, false);
    } catch (IOException e) {
      throw FruixException.io("open", path, e);
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

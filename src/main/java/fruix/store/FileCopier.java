package fruix.store;

import fruix.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Copies, hashes and scans a file in one pass, in bounded memory. For one thread at a time. */
final class FileCopier {
  private static final int BUFFER = 1 << 17;
  private static final byte[] ZEROS = new byte[BUFFER];

  private final byte[] heap = new byte[BUFFER];
  private final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER);
  private final MessageDigest digest = Sha256.newDigest();
  private final @Nullable ReferenceScanner scanner;

  /** Whether the last bytes of the output are a hole that it does not extend to yet. */
  private boolean hole;

  FileCopier(@Nullable ReferenceScanner scanner) {
    this.scanner = scanner;
  }

  /** Copies exactly SIZE bytes of IN, which must end there, to OUT. */
  Sha256 write(InputStream in, long size, FileChannel out) throws IOException {
    long rest = size;
    while (rest > 0) {
      int count = in.read(heap, 0, (int) Math.min(rest, BUFFER));
      if (count < 0) {
        throw new IOException(
            "its contents end after " + (size - rest) + " bytes instead of " + size);
      }
      look(count);
      direct.clear().put(heap, 0, count).flip();
      drain(out);
      rest -= count;
    }
    if (in.read() >= 0) {
      throw new IOException("its contents go on after " + size + " bytes");
    }
    endHole(out);
    return finish();
  }

  /** Where the bytes of a file go, after they have been looked at. */
  private interface Drain {
    void take(int count) throws IOException;
  }

  /** Hashes SOURCE, a regular file of SIZE bytes. */
  Sha256 hash(Path source, long size) throws IOException {
    try (FileChannel in = open(source)) {
      return read(in, source, size, count -> {});
    }
  }

  /** Hashes SOURCE, a regular file of SIZE bytes, and copies it to OUT; tells COPIED of bytes. */
  Sha256 copy(Path source, long size, FileChannel out, LongConsumer copied) throws IOException {
    try (FileChannel in = open(source)) {
      Sha256 hash =
          read(
              in,
              source,
              size,
              count -> {
                drain(out);
                copied.accept(count);
              });
      endHole(out);
      return hash;
    }
  }

  /** Hashes SOURCE, a regular file of SIZE bytes, and writes it to OUT. */
  Sha256 send(Path source, long size, OutputStream out) throws IOException {
    try (FileChannel in = open(source)) {
      return read(in, source, size, count -> out.write(heap, 0, count));
    }
  }

  private static FileChannel open(Path source) throws IOException {
    return FileChannel.open(source, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private Sha256 read(FileChannel in, Path source, long size, Drain drain) throws IOException {
    long rest = size;
    boolean atEnd = false;
    // Always asked for a byte too many: a short read, as most files have, shows the end for free.
    while (!atEnd) {
      direct.clear().limit((int) Math.min(rest + 1, BUFFER));
      int count = in.read(direct);
      atEnd = count < direct.limit() && count >= rest || count < 0;
      if (count > rest || count < 0 && rest > 0) {
        throw changed(source);
      }
      if (count > 0) {
        direct.flip();
        direct.get(0, heap, 0, count);
        look(count);
        drain.take(count);
        rest -= count;
      }
    }
    return finish();
  }

  private static IOException changed(Path source) {
    return new IOException("it changed its size while it was read: " + source);
  }

  private void look(int count) {
    digest.update(heap, 0, count);
    if (scanner != null) {
      scanner.update(heap, count);
    }
  }

  /** A buffer full of zeros becomes a hole, as images of disks have many. */
  private void drain(FileChannel out) throws IOException {
    hole = direct.remaining() == BUFFER && Arrays.equals(heap, ZEROS);
    if (hole) {
      out.position(out.position() + BUFFER);
      return;
    }
    while (direct.hasRemaining()) {
      out.write(direct);
    }
  }

  private void endHole(FileChannel out) throws IOException {
    if (hole) {
      out.write(ByteBuffer.wrap(ZEROS, 0, 1), out.position() - 1);
      hole = false;
    }
  }

  private Sha256 finish() {
    if (scanner != null) {
      scanner.reset();
    }
    return Sha256.of(digest);
  }

  /** Drops what an interrupted copy left in the digest. */
  void reset() {
    hole = false;
    digest.reset();
    if (scanner != null) {
      scanner.reset();
    }
  }

  Set<String> found() {
    return scanner == null ? Set.of() : scanner.found();
  }
}

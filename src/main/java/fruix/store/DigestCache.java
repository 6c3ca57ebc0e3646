package fruix.store;

import static fruix.store.DigestCacheLayout.CTIME;
import static fruix.store.DigestCacheLayout.DEVICE;
import static fruix.store.DigestCacheLayout.DIGEST;
import static fruix.store.DigestCacheLayout.HEADER_BYTES;
import static fruix.store.DigestCacheLayout.INODE;
import static fruix.store.DigestCacheLayout.MAGIC;
import static fruix.store.DigestCacheLayout.MTIME;
import static fruix.store.DigestCacheLayout.RECORD_BYTES;
import static fruix.store.DigestCacheLayout.SIZE;
import static fruix.store.DigestCacheLayout.TRAILER_BYTES;
import static fruix.store.DigestCacheLayout.WORDS;

import fruix.hash.Sha256;
import fruix.io.HostFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Digests of the files of one host tree, as of the last look at it. A file is known when device,
 * inode, size and both times are still the same. What cannot be read is as good as empty: the cache
 * only saves time.
 */
final class DigestCache {
  /** Two changes within this time, in nanoseconds, may leave one and the same time in the inode. */
  private static final long GRANULARITY = 2_000_000_000L;

  private static final int MANY_FILES = 32;
  private static final long MANY_BYTES = 1 << 20;

  /** The longest path of a tree that is read back, in bytes. */
  private static final int LONGEST_TREE = 1 << 16;

  private static final long[] NOTHING = {};

  private final long[] records;
  private final long look;

  /** One byte a record, 1 when it was of use: threads that set it do not disturb each other. */
  private final byte[] used;

  private final Queue<long[]> learned = new ConcurrentLinkedQueue<>();

  private DigestCache(long[] records, long look) {
    this.records = records;
    this.look = look;
    this.used = new byte[records.length / WORDS];
  }

  /**
   * The cache in FILE.
   *
   * @param look when the walk begins that it is for, in nanoseconds since the epoch
   */
  static DigestCache load(Path file, long look) {
    try {
      return new DigestCache(parse(Files.readAllBytes(file)), look);
    } catch (NoSuchFileException e) {
      return new DigestCache(NOTHING, look);
    } catch (IOException e) {
      // Unreadable: slower, not wrong. If it cannot be written either, save says so.
      return new DigestCache(NOTHING, look);
    }
  }

  private static long[] parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int end = bytes.length - TRAILER_BYTES;
    if (end < HEADER_BYTES || in.getLong() != MAGIC) {
      return NOTHING;
    }
    long count = in.getLong();
    if (count < 0
        || count > (end - HEADER_BYTES) / RECORD_BYTES
        || in.getLong(end) != checksum(bytes, end)) {
      return NOTHING;
    }
    long[] records = new long[(int) count * WORDS];
    in.asLongBuffer().get(records);
    return records;
  }

  /** Which tree the cache in FILE is of; empty when that cannot be told. */
  static Optional<Path> tree(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(in, 0, HEADER_BYTES);
      if (header.getLong() != MAGIC) {
        return Optional.empty();
      }
      long at = HEADER_BYTES + header.getLong() * RECORD_BYTES;
      long length = in.size() - TRAILER_BYTES - at;
      if (at < HEADER_BYTES || length <= 0 || length > LONGEST_TREE) {
        return Optional.empty();
      }
      ByteBuffer path = read(in, at, (int) length);
      return Optional.of(Path.of(StandardCharsets.UTF_8.decode(path).toString()));
    } catch (EOFException | NoSuchFileException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }

  /** Keeps the first of several records of one inode: that is the one just learned. */
  private static void dropOlder(List<long[]> sorted) {
    List<long[]> kept = new ArrayList<>(sorted.size());
    for (long[] record : sorted) {
      long[] last = kept.isEmpty() ? NOTHING : kept.get(kept.size() - 1);
      boolean same =
          last.length > 0 && last[DEVICE] == record[DEVICE] && last[INODE] == record[INODE];
      if (!same) {
        kept.add(record);
      }
    }
    sorted.clear();
    sorted.addAll(kept);
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  boolean isEmpty() {
    return records.length == 0;
  }

  /** The digest of FILE, or null when it is not known. */
  @Nullable Sha256 find(HostFile file) {
    int at = indexOf(file.device(), file.inode());
    if (at < 0
        || records[at + SIZE] != file.size()
        || records[at + MTIME] != file.mtime()
        || records[at + CTIME] != file.ctime()) {
      return null;
    }
    used[at / WORDS] = 1;
    int digest = at + DIGEST;
    return new Sha256(
        records[digest], records[digest + 1], records[digest + 2], records[digest + 3]);
  }

  private int indexOf(long device, long inode) {
    int low = 0;
    int high = records.length / WORDS - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = middle * WORDS;
      int order = Long.compare(records[at + DEVICE], device);
      order = order == 0 ? Long.compare(records[at + INODE], inode) : order;
      if (order == 0) {
        return at;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /**
   * Takes note that FILE, looked at before it was read, has DIGEST, unless it changed so lately
   * that it might change again without its times showing it.
   */
  void learn(HostFile file, Sha256 digest) {
    if (Math.max(file.mtime(), file.ctime()) < look - GRANULARITY) {
      learned.add(
          new long[] {
            file.device(),
            file.inode(),
            file.size(),
            file.mtime(),
            file.ctime(),
            digest.w0(),
            digest.w1(),
            digest.w2(),
            digest.w3()
          });
    }
  }

  /** Whether this walk learned so much that reading it again takes longer than a cache. */
  boolean isWorthSaving() {
    return learned.size() >= MANY_FILES
        || learned.stream().mapToLong(record -> record[SIZE]).sum() >= MANY_BYTES;
  }

  /** Writes what this walk, of TREE, used and learned to FILE. */
  void save(Path tree, Path file, Path temporary) throws IOException {
    List<long[]> all = new ArrayList<>(learned);
    for (int i = 0; i < used.length; i++) {
      if (used[i] == 1) {
        all.add(Arrays.copyOfRange(records, i * WORDS, (i + 1) * WORDS));
      }
    }
    all.sort(
        Comparator.comparingLong((long[] record) -> record[DEVICE])
            .thenComparingLong(record -> record[INODE]));
    dropOlder(all);
    byte[] path = tree.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_BYTES + RECORD_BYTES * all.size() + path.length + TRAILER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MAGIC).putLong(all.size());
    for (long[] record : all) {
      for (long word : record) {
        out.putLong(word);
      }
    }
    out.put(path);
    out.putLong(checksum(out.array(), out.position()));
    // Not forced to the disk: after a crash the checksum tells.
    Files.write(temporary, out.array());
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

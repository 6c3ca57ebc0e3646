package fruix.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The compressions of an archive, each told by its first bytes. */
enum Compression {
  /** RFC 1952, section 2.3.1. */
  GZIP(0x1f, 0x8b),
  /** The .xz file format, section 2.1.1.1. */
  XZ(0xfd, '7', 'z', 'X', 'Z', 0),
  /** RFC 8878, section 3.1.1. */
  ZSTD(0x28, 0xb5, 0x2f, 0xfd),
  NONE;

  private static final int LONGEST = 6;
  private static final int BUFFER = 1 << 18;

  private final byte[] magic;

  Compression(int... magic) {
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  /**
   * The uncompressed contents of FILE, with every integrity check of its format verified, by at
   * most THREADS threads besides the reader's.
   */
  static InputStream open(Path file, int threads) throws IOException {
    Compression compression = of(file);
    if (compression == XZ) {
      return new ParallelXzInputStream(file, threads);
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return switch (compression) {
        case GZIP -> new GzipCompressorInputStream(in, true);
        case ZSTD -> new ZstdInputStream(in);
        case XZ, NONE -> in;
      };
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static Compression of(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(LONGEST);
    }
    for (Compression compression : values()) {
      if (compression.begins(start)) {
        return compression;
      }
    }
    return NONE;
  }

  private boolean begins(byte[] start) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= start.length || start[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}

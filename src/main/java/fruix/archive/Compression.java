package fruix.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The compressions of an archive, each told by its first bytes. */
enum Compression {
  /** RFC 1952, section 2.3.1. */
  GZIP("\u001f\u008b"),
  /** The .xz file format, section 2.1.1.1. */
  XZ("\u00fd7zXZ\0"),
  /** RFC 8878, section 3.1.1. */
  ZSTD("(\u00b5/\u00fd"),
  NONE("");

  private static final int LONGEST = 6;
  private static final int BUFFER = 1 << 18;

  /** A char a byte. */
  private final String magic;

  Compression(String magic) {
    this.magic = magic;
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
        case ZSTD -> zstd(in);
        case XZ, NONE -> in;
      };
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream zstd(InputStream in) throws IOException {
    try {
      return new ZstdInputStream(in);
    } catch (LinkageError e) {
      throw new IOException("the zstd library cannot be loaded on this machine", e);
    }
  }

  private static Compression of(Path file) throws IOException {
    String start;
    try (InputStream in = Files.newInputStream(file)) {
      start = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    }
    for (Compression compression : values()) {
      if (start.startsWith(compression.magic)) {
        return compression;
      }
    }
    return NONE;
  }
}

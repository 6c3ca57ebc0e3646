package fruix.image.deflate;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/**
 * Compresses blocks by deflate (RFC 1951). The bytes depend on the block and the window alone. One
 * encoder serves one thread at a time.
 */
public final class DeflateEncoder {
  /** The farthest that deflate can refer back, in bytes. */
  public static final int LARGEST_WINDOW = 1 << 15;

  private static final int LIMIT = 15;
  private static final int STORED = 0;
  private static final int DYNAMIC = 2;
  private static final int MOST_STORED = 0xffff;

  /** Deflate with a 32 KiB window, no dictionary, default compression (RFC 1950, 2.2). */
  private static final short ZLIB_HEADER = 0x789c;

  private final Matches matches;

  /**
   * @param largest the most bytes that a block has
   * @param window how many bytes back a match may lie, at most {@link #LARGEST_WINDOW}
   */
  public DeflateEncoder(int largest, int window) {
    if (window < 1 || window > LARGEST_WINDOW) {
      throw new IllegalArgumentException("a window of " + window + " bytes");
    }
    matches = new Matches(largest, window);
  }

  /** The deflate stream of BLOCK. */
  public byte[] deflate(byte[] block) {
    Tokens tokens = matches.tokens(block, block.length);
    HuffmanCode literals = HuffmanCode.of(tokens.literals(), LIMIT);
    HuffmanCode distances = HuffmanCode.of(tokens.distances(), LIMIT);
    CodeLengths lengths = new CodeLengths(literals, distances);
    long cost =
        lengths.cost()
            + literals.cost(tokens.literals())
            + distances.cost(tokens.distances())
            + tokens.extraBits();
    BitOutput out = new BitOutput();
    if (cost / Byte.SIZE >= block.length) {
      store(out, block);
    } else {
      out.bits(1 | DYNAMIC << 1, 3);
      lengths.write(out);
      tokens.write(out, literals, distances);
    }
    return out.toBytes();
  }

  /** The zlib stream (RFC 1950) of BLOCK. */
  public byte[] zlib(byte[] block) {
    byte[] deflated = deflate(block);
    Adler32 sum = new Adler32();
    sum.update(block);
    return ByteBuffer.allocate(deflated.length + 6)
        .putShort(ZLIB_HEADER)
        .put(deflated)
        .putInt((int) sum.getValue())
        .array();
  }

  private static void store(BitOutput out, byte[] block) {
    int at = 0;
    do {
      int length = Math.min(MOST_STORED, block.length - at);
      boolean last = at + length == block.length;
      out.bits((last ? 1 : 0) | STORED << 1, 3);
      out.align();
      out.bits(length, 16);
      out.bits(~length & 0xffff, 16);
      out.bytes(block, at, length);
      at += length;
    } while (at < block.length);
  }
}

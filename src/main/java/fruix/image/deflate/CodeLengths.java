package fruix.image.deflate;

/** The two codes of a block as RFC 1951, 3.2.7 writes them down: lengths, shortened, coded. */
final class CodeLengths {
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int SYMBOLS = 19;
  private static final int LIMIT = 7;
  private static final int REPEAT = 16;
  private static final int FEW_ZEROS = 17;
  private static final int MANY_ZEROS = 18;

  private final int literals;
  private final int distances;

  /** A symbol, and above it what its extra bits say. */
  private final int[] shortened;

  private int count;
  private final HuffmanCode code;

  CodeLengths(HuffmanCode literalCode, HuffmanCode distanceCode) {
    literals = Math.max(257, literalCode.used());
    distances = distanceCode.used();
    int[] lengths = new int[literals + distances];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = i < literals ? literalCode.length(i) : distanceCode.length(i - literals);
    }
    shortened = new int[lengths.length];
    shorten(lengths);
    int[] frequencies = new int[SYMBOLS];
    for (int i = 0; i < count; i++) {
      frequencies[shortened[i] & 0xff]++;
    }
    code = HuffmanCode.of(frequencies, LIMIT);
  }

  private void shorten(int[] lengths) {
    int at = 0;
    while (at < lengths.length) {
      int end = at + 1;
      while (end < lengths.length && lengths[end] == lengths[at]) {
        end++;
      }
      int run = end - at;
      if (lengths[at] == 0) {
        zeros(run);
      } else {
        add(lengths[at], 0);
        repeats(lengths[at], run - 1);
      }
      at = end;
    }
  }

  private void zeros(int run) {
    int left = run;
    for (; left >= 11; left -= Math.min(left, 138)) {
      add(MANY_ZEROS, Math.min(left, 138) - 11);
    }
    if (left >= 3) {
      add(FEW_ZEROS, left - 3);
      left = 0;
    }
    for (; left > 0; left--) {
      add(0, 0);
    }
  }

  private void repeats(int length, int run) {
    int left = run;
    for (; left >= 3; left -= Math.min(left, 6)) {
      add(REPEAT, Math.min(left, 6) - 3);
    }
    for (; left > 0; left--) {
      add(length, 0);
    }
  }

  private void add(int symbol, int extra) {
    shortened[count++] = symbol | extra << 8;
  }

  private static int extraBits(int symbol) {
    return switch (symbol) {
      case REPEAT -> 2;
      case FEW_ZEROS -> 3;
      case MANY_ZEROS -> 7;
      default -> 0;
    };
  }

  private int listed() {
    int listed = SYMBOLS;
    while (code.length(ORDER[listed - 1]) == 0) {
      listed--;
    }
    return Math.max(4, listed);
  }

  /** How many bits {@link #write} writes. */
  long cost() {
    long bits = 14 + 3L * listed();
    for (int i = 0; i < count; i++) {
      int symbol = shortened[i] & 0xff;
      bits += code.length(symbol) + extraBits(symbol);
    }
    return bits;
  }

  void write(BitOutput out) {
    out.bits(literals - 257, 5);
    out.bits(distances - 1, 5);
    out.bits(listed() - 4, 4);
    for (int i = 0; i < listed(); i++) {
      out.bits(code.length(ORDER[i]), 3);
    }
    for (int i = 0; i < count; i++) {
      int symbol = shortened[i] & 0xff;
      code.write(out, symbol);
      out.bits(shortened[i] >>> 8, extraBits(symbol));
    }
  }
}

package fruix.image.deflate;

/** Literals and matches, with how often each symbol of RFC 1951, 3.2.5 occurs among them. */
final class Tokens {
  static final int LITERALS = 286;
  static final int DISTANCES = 30;
  static final int END_OF_BLOCK = 256;

  private static final int FIRST_LENGTH = 257;
  private static final int MATCH = 1 << 31;
  private static final int LENGTH_SHIFT = 16;

  private final int[] tokens;
  private int count;
  private long extraBits;
  private final int[] literals = new int[LITERALS];
  private final int[] distances = new int[DISTANCES];

  /** Room for as many as SIZE bytes can give. */
  Tokens(int size) {
    tokens = new int[size];
    literals[END_OF_BLOCK] = 1;
  }

  void literal(int value) {
    tokens[count++] = value;
    literals[value]++;
  }

  /** A repetition of 3…258 bytes from 1…32768 bytes back. */
  void match(int length, int distance) {
    tokens[count++] = MATCH | length << LENGTH_SHIFT | distance;
    literals[lengthSymbol(length)]++;
    distances[distanceSymbol(distance)]++;
    extraBits += lengthExtra(lengthSymbol(length)) + distanceExtra(distanceSymbol(distance));
  }

  /** How often each literal and length occurs; the end of the block once. */
  int[] literals() {
    return literals;
  }

  int[] distances() {
    return distances;
  }

  /** The bits that follow the code words. */
  long extraBits() {
    return extraBits;
  }

  /** Writes all, and the end of the block. */
  void write(BitOutput out, HuffmanCode literalCode, HuffmanCode distanceCode) {
    for (int i = 0; i < count; i++) {
      int token = tokens[i];
      if (token >= 0) {
        literalCode.write(out, token);
        continue;
      }
      int length = (token & ~MATCH) >>> LENGTH_SHIFT;
      int symbol = lengthSymbol(length);
      literalCode.write(out, symbol);
      out.bits(length - lengthBase(symbol), lengthExtra(symbol));
      int distance = token & 0xffff;
      symbol = distanceSymbol(distance);
      distanceCode.write(out, symbol);
      out.bits(distance - distanceBase(symbol), distanceExtra(symbol));
    }
    literalCode.write(out, END_OF_BLOCK);
  }

  /** The tables of 3.2.5 by their rule: four symbols for each number of extra bits. */
  private static int lengthSymbol(int length) {
    if (length == Matches.MOST) {
      return LITERALS - 1;
    }
    int value = length - Matches.LEAST;
    int extra = Math.max(0, 29 - Integer.numberOfLeadingZeros(value));
    return FIRST_LENGTH + 4 * extra + (value >>> extra);
  }

  private static int lengthExtra(int symbol) {
    int index = symbol - FIRST_LENGTH;
    return symbol == LITERALS - 1 || index < 8 ? 0 : index / 4 - 1;
  }

  private static int lengthBase(int symbol) {
    if (symbol == LITERALS - 1) {
      return Matches.MOST;
    }
    int extra = lengthExtra(symbol);
    return (symbol - FIRST_LENGTH - 4 * extra << extra) + Matches.LEAST;
  }

  /** Two symbols for each number of extra bits. */
  private static int distanceSymbol(int distance) {
    int value = distance - 1;
    int extra = Math.max(0, 30 - Integer.numberOfLeadingZeros(value));
    return 2 * extra + (value >>> extra);
  }

  private static int distanceExtra(int symbol) {
    return symbol < 4 ? 0 : symbol / 2 - 1;
  }

  private static int distanceBase(int symbol) {
    int extra = distanceExtra(symbol);
    return (symbol - 2 * extra << extra) + 1;
  }
}

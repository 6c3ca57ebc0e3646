package fruix.image.deflate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A canonical prefix code (RFC 1951, 3.2.2) whose code words have a limited length. */
final class HuffmanCode {
  private final int[] lengths;
  private final int[] codes;

  private HuffmanCode(int[] lengths) {
    this.lengths = lengths;
    this.codes = canonical(lengths);
  }

  /**
   * A code for symbols that occur FREQUENCIES times, with words of at most LIMIT bits. It is
   * complete, as decoders ask: where fewer than two symbols occur, the first ones get words, too.
   */
  static HuffmanCode of(int[] frequencies, int limit) {
    List<Integer> symbols = new ArrayList<>();
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] > 0) {
        symbols.add(symbol);
      }
    }
    for (int symbol = 0; symbols.size() < 2; symbol++) {
      if (frequencies[symbol] == 0) {
        symbols.add(symbol);
      }
    }
    symbols.sort(Comparator.comparingInt((Integer s) -> frequencies[s]).thenComparing(s -> s));
    int[] depths = depths(symbols.stream().mapToInt(s -> frequencies[s]).toArray());
    int[] counts = limited(depths, limit);
    int[] lengths = new int[frequencies.length];
    int next = 0;
    for (int length = limit; length > 0; length--) {
      for (int i = 0; i < counts[length]; i++) {
        lengths[symbols.get(next++)] = length;
      }
    }
    return new HuffmanCode(lengths);
  }

  /** Huffman's tree over ascending WEIGHTS with two queues: how deep each leaf comes to lie. */
  private static int[] depths(int[] weights) {
    int leaves = weights.length;
    long[] weight = new long[2 * leaves - 1];
    int[] parent = new int[2 * leaves - 1];
    for (int i = 0; i < leaves; i++) {
      weight[i] = weights[i];
    }
    int leaf = 0;
    int inner = leaves;
    for (int node = leaves; node < weight.length; node++) {
      for (int child = 0; child < 2; child++) {
        boolean takeLeaf = leaf < leaves && (inner == node || weight[leaf] <= weight[inner]);
        int taken = takeLeaf ? leaf++ : inner++;
        parent[taken] = node;
        weight[node] += weight[taken];
      }
    }
    int[] depth = new int[weight.length];
    for (int node = weight.length - 2; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
    }
    return depth;
  }

  /**
   * How many words of each length to give out: as the leaves of DEPTHS, those beyond LIMIT drawn up
   * to it, and room made for them by making others one bit longer until Kraft's sum is 1 again.
   */
  private static int[] limited(int[] depths, int limit) {
    int leaves = (depths.length + 1) / 2;
    int[] counts = new int[limit + 1];
    long sum = 0;
    for (int i = 0; i < leaves; i++) {
      int length = Math.min(depths[i], limit);
      counts[length]++;
      sum += 1L << limit - length;
    }
    for (; sum > 1L << limit; sum--) {
      counts[limit]--;
      int length = limit - 1;
      while (counts[length] == 0) {
        length--;
      }
      counts[length]--;
      counts[length + 1] += 2;
    }
    return counts;
  }

  private static int[] canonical(int[] lengths) {
    int[] next = new int[17];
    for (int length : lengths) {
      next[length + 1] += length > 0 ? 1 : 0;
    }
    for (int length = 2; length < next.length; length++) {
      next[length] = next[length - 1] + next[length] << 1;
    }
    int[] codes = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        codes[symbol] = Integer.reverse(next[length]++) >>> Integer.SIZE - length;
      }
    }
    return codes;
  }

  /** Bits in the word of SYMBOL; 0 if it has none. */
  int length(int symbol) {
    return lengths[symbol];
  }

  /** One more than the last symbol that has a word. */
  int used() {
    int used = lengths.length;
    while (lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }

  /** The bits that symbols which occur FREQUENCIES times take. */
  long cost(int[] frequencies) {
    long bits = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      bits += (long) frequencies[symbol] * lengths[symbol];
    }
    return bits;
  }

  void write(BitOutput out, int symbol) {
    out.bits(codes[symbol], lengths[symbol]);
  }
}

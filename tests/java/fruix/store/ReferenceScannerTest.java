package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReferenceScannerTest {
  private static final String A = "a".repeat(40);
  private static final String B = "0123456789abcdef".repeat(3).substring(0, 40);

  private static Set<String> scan(byte[] bytes, int... pieces) {
    ReferenceScanner scanner = new ReferenceScanner();
    int at = 0;
    for (int length : pieces) {
      byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
      scanner.update(piece, length);
      at += length;
    }
    byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
    scanner.update(rest, rest.length);
    return scanner.found();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void findsAPathWhereverThePiecesEnd() {
    byte[] bytes = ascii("x/frx/store/" + A + "-n/y//frx/store/" + B + "-");
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = 0; second <= bytes.length - first; second++) {
        assertEquals(Set.of(A, B), scan(bytes, first, second), "split " + first + ", " + second);
      }
    }
    int[] ones = new int[bytes.length];
    Arrays.fill(ones, 1);
    assertEquals(Set.of(A, B), scan(bytes, ones));
  }

  @Test
  void findsAPathInALotOfOtherBytes() {
    byte[] bytes = new byte[1 << 20];
    new Random(7).nextBytes(bytes);
    byte[] path = ascii("/frx/store/" + B + "-n");
    System.arraycopy(path, 0, bytes, (1 << 17) - 20, path.length);
    assertEquals(Set.of(B), scan(bytes, 1 << 17, 1 << 17));
  }

  @Test
  void ignoresWhatIsNearlyAPath() {
    assertEquals(Set.of(), scan(ascii("/frx/store/" + A)));
    assertEquals(Set.of(), scan(ascii("/frx/store/" + A.substring(1) + "-n")));
    assertEquals(Set.of(), scan(ascii("/frx/store/" + A.toUpperCase(java.util.Locale.ROOT) + "-")));
    assertEquals(Set.of(), scan(ascii("/frx/Store/" + A + "-")));
  }

  @Test
  void doesNotJoinTwoFiles() {
    ReferenceScanner scanner = new ReferenceScanner();
    byte[] bytes = ascii("/frx/store/" + A + "-");
    scanner.update(bytes, 20);
    scanner.reset();
    byte[] rest = Arrays.copyOfRange(bytes, 20, bytes.length);
    scanner.update(rest, rest.length);
    assertEquals(Set.of(), scanner.found());
  }
}

package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistrationTextTest {
  private static final StorePath A = new StorePath("a".repeat(40), "a");
  private static final StorePath B = new StorePath("b".repeat(40), "b");
  private static final StorePath DERIVER = new StorePath("c".repeat(40), "a.drv");
  private static final Sha256 HASH = Sha256.ofUtf8("x");

  private static final String TEXT =
      """
      Format-Version: 1
      Store-Path: /frx/store/%1$s-a
      Content-Hash: %2$s
      Size: 12
      References: /frx/store/%1$s-a /frx/store/%3$s-b
      Deriver: /frx/store/%4$s-a.drv
      Registered: 2024-02-29T23:59:01Z
      """
          .formatted(A.hash(), HASH.hex(), B.hash(), DERIVER.hash());

  private static Registration sample() {
    return new Registration(
        A, HASH, 12, List.of(B, A, B), DERIVER, Instant.parse("2024-02-29T23:59:01Z"));
  }

  @Test
  void isTextWithFixedKeys() {
    assertEquals(TEXT, RegistrationText.write(sample()));
    assertEquals(sample(), RegistrationText.read("r", TEXT));
    Registration bare = new Registration(A, HASH, 0, List.of(), null, Instant.EPOCH);
    assertEquals(bare, RegistrationText.read("r", RegistrationText.write(bare)));
  }

  @ParameterizedTest
  @CsvSource({
    "Format-Version: 1,Format-Version: 2",
    "Store-Path:,Store-Pfad:",
    "Size: 12,Size: many",
    "/frx/store/a,/etc/a",
    "2024-02-29,2023-02-29",
    "23:59,24:59",
    "01Z,01.5Z",
    "Deriver,#Deriver",
  })
  void refusesWhatItWouldNotWrite(String good, String bad) {
    assertThrows(
        FruixException.class, () -> RegistrationText.read("r", TEXT.replaceFirst(good, bad)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 200})
  void refusesACutText(int length) {
    assertThrows(FruixException.class, () -> RegistrationText.read("r", TEXT.substring(0, length)));
  }
}

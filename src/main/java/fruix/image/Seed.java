package fruix.image;

import fruix.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The hash from which an image derives every identifier that other tools would draw at random; two
 * purposes never share one.
 */
public record Seed(Sha256 value) {

  public static Seed of(String text) {
    return new Seed(Sha256.ofUtf8(text));
  }

  /** A UUID for PURPOSE, of version 8 (RFC 9562: made by a scheme of one's own). */
  public UUID uuid(String purpose) {
    Sha256 derived = derive(purpose);
    long high = derived.w0() & ~0xf000L | 0x8000L;
    long low = derived.w1() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** A number other than zero for PURPOSE. */
  public int nonZeroInt(String purpose) {
    int word = (int) derive(purpose).w0();
    return word == 0 ? 1 : word;
  }

  /** 64 bits for PURPOSE. */
  public long bits(String purpose) {
    return derive(purpose).w0();
  }

  private Sha256 derive(String purpose) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(value.toBytes());
    digest.update(purpose.getBytes(StandardCharsets.UTF_8));
    return Sha256.of(digest);
  }
}

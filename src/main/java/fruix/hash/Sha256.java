package fruix.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 value (FIPS 180-4): 32 bytes, held as four big-endian words. */
public record Sha256(long w0, long w1, long w2, long w3) implements Comparable<Sha256> {

  /** Length of the value in bytes. */
  public static final int BYTES = 32;

  /** A fresh digest to feed; hand it to {@link #of(MessageDigest)} when done. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Finishes DIGEST and resets it. */
  public static Sha256 of(MessageDigest digest) {
    return fromBytes(digest.digest());
  }

  public static Sha256 of(byte[] data) {
    return of(data, 0, data.length);
  }

  public static Sha256 of(byte[] data, int offset, int length) {
    MessageDigest digest = newDigest();
    digest.update(data, offset, length);
    return of(digest);
  }

  /** The hash of TEXT in UTF-8. */
  public static Sha256 ofUtf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads 32 raw bytes; throws IllegalArgumentException for any other length. */
  public static Sha256 fromBytes(byte[] raw) {
    if (raw.length != BYTES) {
      throw new IllegalArgumentException("a SHA-256 value has 32 bytes, not " + raw.length);
    }
    return new Sha256(word(raw, 0), word(raw, 8), word(raw, 16), word(raw, 24));
  }

  /** Reads 64 hex digits of either case; throws IllegalArgumentException for anything else. */
  public static Sha256 parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a SHA-256 value has 64 hex digits, not " + hex.length());
    }
    return fromBytes(HexFormat.of().parseHex(hex));
  }

  /** The value as 32 bytes. */
  public byte[] toBytes() {
    byte[] raw = new byte[BYTES];
    put(raw, 0, w0);
    put(raw, 8, w1);
    put(raw, 16, w2);
    put(raw, 24, w3);
    return raw;
  }

  /** 64 lower-case hex digits. */
  public String hex() {
    HexFormat format = HexFormat.of();
    return format.toHexDigits(w0)
        + format.toHexDigits(w1)
        + format.toHexDigits(w2)
        + format.toHexDigits(w3);
  }

  /** The first 160 bits as 40 lower-case hex digits: the hash part of a store path. */
  public String hex160() {
    return hex().substring(0, 40);
  }

  @Override
  public int compareTo(Sha256 other) {
    return hex().compareTo(other.hex());
  }

  @Override
  public String toString() {
    return hex();
  }

  private static long word(byte[] raw, int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (raw[offset + i] & 0xff);
    }
    return value;
  }

  private static void put(byte[] raw, int offset, long value) {
    for (int i = 0; i < 8; i++) {
      raw[offset + i] = (byte) (value >>> (56 - 8 * i));
    }
  }
}

package fruix.image;

/** Damages images. */
public final class Damage {

  private Damage() {}

  /** Flips BIT, 0…7, of the byte AT. */
  public static void flip(byte[] image, int at, int bit) {
    image[at] = (byte) (image[at] ^ 1 << bit);
  }
}

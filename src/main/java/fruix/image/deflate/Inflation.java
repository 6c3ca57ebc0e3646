package fruix.image.deflate;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Expands what {@link DeflateEncoder}, or any other compressor, wrote. */
public final class Inflation {

  private Inflation() {}

  /**
   * The SIZE bytes that the deflate stream at the start of STREAM stands for; what follows them is
   * passed over.
   *
   * @param zlib whether it is wrapped as RFC 1950 has it
   * @throws DataFormatException for one that is wrong or too short
   */
  public static byte[] inflate(ByteBuffer stream, boolean zlib, int size)
      throws DataFormatException {
    Inflater inflater = new Inflater(!zlib);
    try {
      inflater.setInput(stream);
      byte[] block = new byte[size];
      int done = 0;
      while (done < size) {
        int count = inflater.inflate(block, done, size - done);
        if (count == 0) {
          throw new DataFormatException("the compressed data ends early");
        }
        done += count;
      }
      return block;
    } finally {
      inflater.end();
    }
  }
}

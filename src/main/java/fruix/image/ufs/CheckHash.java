package fruix.image.ufs;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The check hash of UFS metadata: CRC-32C without its final complement, the hash itself as 0. */
final class CheckHash {

  private CheckHash() {}

  /** The hash of LENGTH bytes of BUFFER from AT on, the 32 bits at HASHAT taken as 0. */
  static int of(ByteBuffer buffer, int at, int length, int hashAt) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(at, hashAt - at));
    crc.update(new byte[4]);
    crc.update(buffer.slice(hashAt + 4, at + length - hashAt - 4));
    return ~(int) crc.getValue();
  }
}

package fruix.image;

import java.nio.ByteBuffer;

/** An image in memory. */
final class ByteInput implements ImageInput {
  private final String name;
  private final byte[] bytes;

  ByteInput(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void read(long position, ByteBuffer target) {
    requireInside(position, target.remaining());
    target.put(bytes, Math.toIntExact(position), target.remaining());
  }
}

package fruix.image;

import java.nio.ByteBuffer;

/** A range of another input. */
record InputSlice(ImageInput whole, String name, long offset, long size) implements ImageInput {

  @Override
  public void read(long position, ByteBuffer target) {
    requireInside(position, target.remaining());
    whole.read(offset + position, target);
  }
}

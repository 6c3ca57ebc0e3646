package fruix.image;

import java.nio.ByteBuffer;

/** A range of another output. */
record OutputSlice(ImageOutput whole, long offset, long size) implements ImageOutput {

  @Override
  public void write(long position, ByteBuffer source) {
    requireInside(position, source.remaining());
    whole.write(offset + position, source);
  }

  @Override
  public void barrier() {
    whole.barrier();
  }
}

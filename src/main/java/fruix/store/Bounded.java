package fruix.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The next so many bytes of a stream, which stays open. */
final class Bounded extends FilterInputStream {
  private long rest;

  Bounded(InputStream in, long length) {
    super(in);
    this.rest = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (rest == 0) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, rest));
    rest -= Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(Math.min(count, rest));
    rest -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(in.available(), rest);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}
}

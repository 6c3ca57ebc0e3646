package fruix.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Knows where a stream stands, where its last byte other than zero was, and stops it where headers
 * grow beyond reason.
 */
final class TrackedInputStream extends FilterInputStream {
  private long position;
  private long endOfNonZero;
  private long limit = Long.MAX_VALUE;

  TrackedInputStream(InputStream in) {
    super(in);
  }

  /** Bytes read so far. */
  long position() {
    return position;
  }

  /** One more than the offset of the last byte that was not zero; 0 if there was none. */
  long endOfNonZero() {
    return endOfNonZero;
  }

  /** Lets at most COUNT bytes more be read; then reading throws. */
  void limit(long count) {
    limit = count == Long.MAX_VALUE ? count : position + count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length > 0 && position >= limit) {
      throw new IOException("the headers of one member are larger than any real ones");
    }
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      for (int i = offset + count - 1; i >= offset; i--) {
        if (buffer[i] != 0) {
          endOfNonZero = position + (i - offset) + 1;
          break;
        }
      }
      position += count;
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long left = count;
    byte[] buffer = new byte[(int) Math.max(1, Math.min(count, 1 << 16))];
    while (left > 0) {
      int got = read(buffer, 0, (int) Math.min(left, buffer.length));
      if (got < 0) {
        break;
      }
      left -= got;
    }
    return count - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

package fruix.archive;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Knows where a stream stands and where its last byte other than zero was. Keeps the bytes of
 * headers, and stops where these grow beyond reason.
 */
final class TrackedInputStream extends FilterInputStream {
  private long position;
  private long endOfNonZero;
  private @Nullable ByteArrayOutputStream header;
  private int headerLimit;

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

  /** What is read next is header, of at most LIMIT bytes. */
  void beginHeader(int limit) {
    header = new ByteArrayOutputStream();
    headerLimit = limit;
  }

  /** The bytes read since the header began. */
  byte[] endHeader() {
    byte[] bytes = header == null ? new byte[0] : header.toByteArray();
    header = null;
    return bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      for (int i = offset + count - 1; i >= offset; i--) {
        if (buffer[i] != 0) {
          endOfNonZero = position + (i - offset) + 1;
          break;
        }
      }
      position += count;
      keep(buffer, offset, count);
    }
    return count;
  }

  private void keep(byte[] buffer, int offset, int count) throws IOException {
    if (header != null) {
      header.write(buffer, offset, count);
      if (header.size() > headerLimit) {
        throw new IOException("the headers of one member are larger than any real ones");
      }
    }
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

package fruix.source.git;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what git writes: lines, and contents of a known length between them. */
final class GitReader {
  private final InputStream in;

  GitReader(InputStream in) {
    this.in = in;
  }

  /** The text before the next END, which is read too; null at the end of the stream. */
  @Nullable String until(char end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next;
    while ((next = in.read()) != end) {
      if (next < 0) {
        if (bytes.size() > 0) {
          throw new EOFException("git stops in the middle of a line");
        }
        return null;
      }
      bytes.write(next);
    }
    return text(bytes.toByteArray());
  }

  private static String text(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(
          "a name is not UTF-8: " + new String(bytes, StandardCharsets.ISO_8859_1), e);
    }
  }

  void skipOne() throws IOException {
    if (in.read() < 0) {
      throw new EOFException("git stops in the middle of a file");
    }
  }

  /** The next SIZE bytes; closing it skips those that are not read. */
  InputStream content(long size) {
    return new Content(size);
  }

  private final class Content extends InputStream {
    private long left;

    Content(long size) {
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("git stops in the middle of a file");
      }
      left -= count;
      return count;
    }

    @Override
    public void close() throws IOException {
      in.skipNBytes(left);
      left = 0;
    }
  }
}

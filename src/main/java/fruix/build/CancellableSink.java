package fruix.build;

import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/** Hands on to another sink until the thread is interrupted: then everything throws. */
final class CancellableSink implements TreeSink {
  private final TreeSink out;

  CancellableSink(TreeSink out) {
    this.out = out;
  }

  private static void check() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void directory(RelativePath path, Attributes attributes) throws IOException {
    check();
    out.directory(path, attributes);
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException {
    check();
    out.file(path, attributes, size, new Checked(content));
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, Path source)
      throws IOException {
    check();
    out.file(path, attributes, size, source);
  }

  @Override
  public void symlink(RelativePath path, Attributes attributes, String target) throws IOException {
    check();
    out.symlink(path, attributes, target);
  }

  @Override
  public void hardlink(RelativePath path, RelativePath existing) throws IOException {
    check();
    out.hardlink(path, existing);
  }

  private static final class Checked extends FilterInputStream {
    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      check();
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      check();
      return super.read(buffer, offset, length);
    }
  }
}

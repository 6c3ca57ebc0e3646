package fruix.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a stream to its end on a thread of its own and keeps its tail. */
final class StreamDrain implements AutoCloseable {
  /**
   * How long to read on when the program has ended: what it left running may hold the stream open
   * for ever.
   */
  private static final long LINGER_MILLIS = 2_000;

  private final InputStream stream;
  private final byte[] ring;
  private final Thread thread;
  private long count;

  StreamDrain(InputStream stream, int limit) {
    this.stream = stream;
    this.ring = new byte[limit];
    this.thread = new Thread(this::drain, "drain");
    thread.setDaemon(true);
    thread.start();
  }

  private void drain() {
    byte[] buffer = new byte[8192];
    try {
      int n;
      while ((n = stream.read(buffer)) >= 0) {
        keep(buffer, n);
      }
    } catch (IOException closed) {
      return; // by close(), or with the program: what was read stands
    }
  }

  private synchronized void keep(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (count++ % ring.length)] = buffer[i];
    }
  }

  /** Waits for the end of the stream; its last bytes as UTF-8. */
  String text() throws InterruptedException {
    thread.join(LINGER_MILLIS);
    return tail();
  }

  private synchronized String tail() {
    if (count <= ring.length) {
      return new String(ring, 0, (int) count, StandardCharsets.UTF_8);
    }
    int start = (int) (count % ring.length);
    byte[] ordered = Arrays.copyOf(Arrays.copyOfRange(ring, start, ring.length), ring.length);
    System.arraycopy(ring, 0, ordered, ring.length - start, start);
    return new String(ordered, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      return; // nothing more is read from it
    }
  }
}

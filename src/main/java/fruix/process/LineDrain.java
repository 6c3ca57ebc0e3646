package fruix.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands the lines of a stream on as they come, from a thread of its own. */
final class LineDrain implements AutoCloseable {
  /** As {@link StreamDrain}: what the program left running may hold the stream open. */
  private static final long LINGER_MILLIS = 2_000;

  private final InputStream stream;
  private final Consumer<String> lines;
  private final Thread thread;

  LineDrain(InputStream stream, Consumer<String> lines) {
    this.stream = stream;
    this.lines = lines;
    this.thread = new Thread(this::drain, "lines");
    thread.setDaemon(true);
    thread.start();
  }

  private void drain() {
    // One char a byte: a build may say anything.
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
      }
    } catch (IOException closed) {
      return; // by close(), or with the program: what was read stands
    }
  }

  /** Waits for the end of the stream. */
  void await() throws InterruptedException {
    thread.join(LINGER_MILLIS);
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

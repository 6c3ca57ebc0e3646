package fruix.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands the lines of a stream on as they come, from a thread of its own. */
final class LineDrain implements AutoCloseable {
  /** As {@link StreamDrain}: what the program left running may hold the stream open. */
  private static final long LINGER_MILLIS = 2_000;

  private final InputStream stream;
  private final Consumer<String> lines;
  private final Thread thread;
  private volatile @Nullable RuntimeException failure;

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
    } catch (RuntimeException e) {
      failure = e; // nobody reads on, which ends the program
    }
  }

  /** Waits for the end of the stream; throws what the taker of the lines has thrown. */
  void await() throws InterruptedException {
    thread.join(LINGER_MILLIS);
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
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

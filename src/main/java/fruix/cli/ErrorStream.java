package fruix.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard error, one whole text at a time. */
final class ErrorStream {
  private final OutputStream stream;

  ErrorStream(OutputStream stream) {
    this.stream = stream;
  }

  /** Writes TEXT. A closed standard error is not an error: there is nowhere left to say so. */
  void print(String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException closed) {
      return;
    }
  }
}

package fruix.build;

import fruix.diag.FruixException;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The log of one build, a text file that starts anew; its last lines are kept for a report. */
final class BuildLog implements AutoCloseable {
  private static final int TAIL = 10;

  private final Path file;
  private final BufferedWriter out;
  private final Deque<String> tail = new ArrayDeque<>();

  private BuildLog(Path file, BufferedWriter out) {
    this.file = file;
    this.out = out;
  }

  /** Starts FILE, whose directory is made if it is missing. */
  static BuildLog start(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // Removed first: the old one may belong to another user, or be read by someone.
      Files.deleteIfExists(file);
      // Not a channel, which an interrupt would close before it can be logged.
      FileOutputStream out = new FileOutputStream(file.toFile());
      return new BuildLog(
          file, new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw FruixException.io("write the log", file, e);
    }
  }

  Path file() {
    return file;
  }

  /** Adds a line, at once visible to a reader. Several threads may. */
  synchronized void line(String text) {
    tail.addLast(text);
    if (tail.size() > TAIL) {
      tail.removeFirst();
    }
    try {
      out.write(text);
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw FruixException.io("write the log", file, e);
    }
  }

  /** The last lines. */
  synchronized List<String> tail() {
    return List.copyOf(tail);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw FruixException.io("write the log", file, e);
    }
  }
}

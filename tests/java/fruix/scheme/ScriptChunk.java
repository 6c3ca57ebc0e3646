package fruix.scheme;

import static org.junit.jupiter.api.Assertions.fail;

import fruix.diag.Diagnostic;
import fruix.diag.FruixException;
import fruix.diag.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/**
 * A piece of a test script: a declaration of its own, between lines of {@code ---}.
 *
 * <p>It must be accepted, unless it says what is wrong with it at the end of the line that is to be
 * blamed: {@code ;;; error: REGEX}, or {@code ;;; error@COLUMN: REGEX}. The pattern is looked for
 * in the message with its hint, {@code MESSAGE; HINT}. Every error must be expected and come.
 *
 * @param text the piece, after as many empty lines as it has lines before it in the script
 */
record ScriptChunk(String file, int line, String text, List<Expected> expected) {
  private static final Pattern ERROR = Pattern.compile(";;; error(?:@(\\d+))?: (.*)$");

  /** An error at a line, and at a column unless that is 0. */
  record Expected(int line, int column, String pattern) {

    boolean matches(Diagnostic d) {
      Location at = d.location();
      return at != null
          && at.line() == line
          && (column == 0 || at.column() == column)
          && Pattern.compile(pattern).matcher(described(d)).find();
    }
  }

  private static String described(Diagnostic d) {
    return d.hint() == null ? d.message() : d.message() + "; " + d.hint();
  }

  String name() {
    return file + ":" + line;
  }

  /** The pieces of SCRIPT. */
  static Stream<ScriptChunk> of(Path script) {
    String name = String.valueOf(script.getFileName());
    List<ScriptChunk> chunks = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int start = 1;
    int number = 0;
    for (String line : lines(script)) {
      number++;
      if (line.equals("---")) {
        chunks.add(parse(name, start, piece.toString()));
        piece.setLength(0);
        start = number + 1;
      } else {
        piece.append(line).append('\n');
      }
    }
    chunks.add(parse(name, start, piece.toString()));
    return chunks.stream();
  }

  private static List<String> lines(Path script) {
    try {
      return Files.readAllLines(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The chunk of PIECE, which starts at line START of FILE. */
  static ScriptChunk parse(String file, int start, String piece) {
    List<Expected> expected = new ArrayList<>();
    List<String> lines = piece.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher error = ERROR.matcher(lines.get(i));
      if (error.find()) {
        int column = error.group(1) == null ? 0 : Integer.parseInt(error.group(1));
        expected.add(new Expected(start + i, column, error.group(2).strip()));
      }
    }
    return new ScriptChunk(file, start, "\n".repeat(start - 1) + piece, expected);
  }

  /** Fails unless EVALUATION of the text throws just the errors expected. */
  void verify(Executable evaluation) {
    List<Diagnostic> left = new ArrayList<>(diagnostics(evaluation));
    for (Expected e : expected) {
      Diagnostic found = left.stream().filter(e::matches).findFirst().orElse(null);
      if (found == null) {
        String column = e.column == 0 ? "" : " in column " + e.column;
        fail(
            file
                + ":"
                + e.line
                + ": no error"
                + column
                + ", expected: "
                + e.pattern
                + (left.isEmpty() ? "" : "\nthere are: " + shown(left)));
      }
      left.remove(found);
    }
    if (!left.isEmpty()) {
      fail("errors that are not expected: " + shown(left));
    }
  }

  private static String shown(List<Diagnostic> diagnostics) {
    return String.join(
        "\n", diagnostics.stream().map(d -> d.location() + ": " + described(d)).toList());
  }

  private static List<Diagnostic> diagnostics(Executable evaluation) {
    try {
      evaluation.execute();
      return List.of();
    } catch (FruixException e) {
      return e.diagnostics();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}

package fruix.scheme.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A piece of a script of attacks: what follows a line {@code ;;; attack: NAME}.
 *
 * @param line the 1-based line of TEXT that is to be blamed, at whose end stands {@code ;;; error:
 *     REGEX}
 * @param error matches the message, or {@code FILE:LINE: MESSAGE} when a module is to be blamed
 */
record Attack(String name, String text, int line, Pattern error) {
  private static final String HEAD = ";;; attack: ";
  private static final String ERROR = ";;; error: ";

  /** The attacks in SCRIPT, their placeholders replaced by FILL. */
  static List<Attack> of(Path script, UnaryOperator<String> fill) {
    String all;
    try {
      all = fill.apply(Files.readString(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Attack> attacks = new ArrayList<>();
    for (String piece : all.split("(?m)^" + HEAD, -1)) {
      if (!piece.startsWith(";;;")) {
        int end = piece.indexOf('\n');
        attacks.add(
            parse(script.getFileName() + ": " + piece.substring(0, end), piece.substring(end + 1)));
      }
    }
    return attacks;
  }

  private static Attack parse(String name, String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int at = lines.get(i).indexOf(ERROR);
      if (at >= 0) {
        Pattern error = Pattern.compile(lines.get(i).substring(at + ERROR.length()).strip());
        return new Attack(name, text, i + 1, error);
      }
    }
    throw new IllegalArgumentException(name + " expects no error");
  }
}

package fruix.nativebuild;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds, in what make says, the first thing that went wrong: with several jobs, and with makes that
 * call each other, the last lines are hardly ever it.
 */
final class FirstError {
  /** How many lines a report has. */
  static final int REPORTED = 20;

  /** How far before make's own complaint the cause may stand, with other jobs in between. */
  private static final int REMEMBERED = 400;

  private static final int BEFORE = 4;

  /** A linker's command line has thousands of characters. */
  private static final int LONGEST = 400;

  /** {@code *** [target] Error code 1}, the way each make tells that a command failed. */
  private static final Pattern STOP =
      Pattern.compile("(\\S*make(\\[\\d+\\])?: )?\\*\\*\\* (\\[.*\\] |Signal |.*Error code ).*");

  private static final Pattern CAUSE =
      Pattern.compile(
          ".*(: |^)(fatal )?error:? .*"
              + "|.*: Undefined .*"
              + "|.*(undefined reference|undefined symbol).*"
              + "|.*don't know how to make .*"
              + "|.*: (No such file or directory|Permission denied|Read-only file system"
              + "|No space left on device|[Cc]ommand not found|not found|[Ss]yntax error).*"
              + "|.*\\.mk\" line \\d+: .*"
              + "|.*[Mm]akefile[^ ]*\" line \\d+: .*"
              + "|Traceback \\(most recent call last\\):.*"
              + "|config: .*"
              + "|Killed\\b.*");

  private static final Pattern HARMLESS =
      Pattern.compile(
          ".*(\\(ignored\\)|[Ww]arning: ).*|\\s*(\\S*/)?(cc|clang|c\\+\\+|gcc|echo) .*");

  private final Deque<String> recent = new ArrayDeque<>();
  private List<String> report = List.of();
  private Optional<String> cause = Optional.empty();
  private int wanted;

  /** Takes the next line. */
  void line(String line) {
    if (wanted > 0) {
      report.add(line);
      wanted--;
      return;
    }
    if (!report.isEmpty()) {
      return;
    }
    recent.addLast(line);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
    if (STOP.matcher(line).matches() && !line.contains("(ignored)")) {
      settle();
    }
  }

  private void settle() {
    List<String> lines = new ArrayList<>(recent);
    int at = 0;
    while (at < lines.size() && !isCause(lines.get(at))) {
      at++;
    }
    if (at < lines.size()) {
      cause = Optional.of(lines.get(at).strip());
    }
    int from = at < lines.size() ? Math.max(0, at - BEFORE) : Math.max(0, lines.size() - REPORTED);
    int to = Math.min(lines.size(), from + REPORTED);
    report = new ArrayList<>(lines.subList(from, to));
    wanted = REPORTED - report.size();
  }

  private static boolean isCause(String line) {
    return CAUSE.matcher(line).matches() && !HARMLESS.matcher(line).matches();
  }

  /** The line that says what went wrong first, if one does. */
  Optional<String> cause() {
    return cause.map(FirstError::cut);
  }

  private static String cut(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  /** That line among its neighbours; the last lines when make ended without a word of its own. */
  List<String> report() {
    if (report.isEmpty()) {
      settle();
    }
    return report.stream().map(FirstError::cut).toList();
  }
}

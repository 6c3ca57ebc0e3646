package fruix.scheme.language;

import gnu.text.SourceError;
import gnu.text.SourceMessages;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that the compiler said.
 *
 * @param line 1-based, 0 when unknown
 * @param column 1-based, 0 when unknown
 */
public record Complaint(Severity severity, String file, int line, int column, String message) {

  /** How much a message matters. */
  public enum Severity {
    /** The code is wrong. */
    ERROR,
    /** The code is suspect. */
    WARNING,
    /** The code is fine, if it may be idle. */
    REMARK
  }

  /** Kawa's warnings that are errors to us: the code must fail once it runs. */
  private static final List<String> ERRORS =
      List.of("no declaration seen for ", " is incompatible with required type ");

  private static final List<String> REMARKS = List.of("no use of ", "unreachable code");

  /** All of MESSAGES, in their order. */
  public static List<Complaint> all(SourceMessages messages) {
    List<Complaint> all = new ArrayList<>();
    for (SourceError e = messages.getErrors(); e != null; e = e.next) {
      all.add(
          new Complaint(
              severity(e),
              String.valueOf(e.getFileName()),
              Math.max(e.getLineNumber(), 0),
              Math.max(e.getColumnNumber(), 0),
              e.message));
    }
    return all;
  }

  /** Whether MESSAGES has an error. */
  public static boolean anyError(SourceMessages messages) {
    return all(messages).stream().anyMatch(c -> c.severity == Severity.ERROR);
  }

  private static Severity severity(SourceError e) {
    if (e.severity != 'w' || ERRORS.stream().anyMatch(e.message::contains)) {
      return Severity.ERROR;
    }
    return REMARKS.stream().anyMatch(e.message::startsWith) ? Severity.REMARK : Severity.WARNING;
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}

package fruix.scheme.explain;

import fruix.diag.Diagnostic;
import fruix.diag.DidYouMean;
import fruix.diag.ExitCode;
import fruix.diag.Location;
import fruix.scheme.language.Complaint;
import fruix.scheme.language.Names;
import fruix.scheme.syntax.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates what the compiler says. */
final class CompilerMessage {
  /** Begins what is said of a name that nothing binds; the name follows. */
  static final String UNBOUND_VARIABLE = "unbound variable `";

  private static final Pattern UNBOUND = Pattern.compile("no declaration seen for (.*)");
  private static final Pattern ARITY =
      Pattern.compile(
          "call to (?:'(.*)'|unnamed procedure) has too (?:few|many) arguments"
              + " \\((\\d+); must be (.*)\\)");
  private static final Pattern TYPE =
      Pattern.compile("type (.*) is incompatible with required type (.*)");
  private static final Pattern DUPLICATE = Pattern.compile("duplicate declaration of '(.*)'");
  private static final Pattern EXPORT = Pattern.compile("'(.*)' exported but never defined");
  private static final Pattern SYNTAX_RULE = Pattern.compile("no matching syntax-rule for (.*)");
  private static final Pattern LET = Pattern.compile("let binding is not a pair:.*");
  private static final Pattern HASH =
      Pattern.compile(
          "expected 8, 16, 32, or 64 after #S or #U|array value is not a nested true list"
              + "|invalid dispatch character .*");

  /** How the forms are written that beginners get wrong. */
  private static final Map<String, String> FORMS =
      Map.of(
          "define", "write (define NAME VALUE)",
          "let", "write (let ((NAME VALUE) …) BODY …)",
          "modify-services", "write (modify-services SERVICES (TYPE NAME => VALUE) …)");

  private static final Pattern PREVIOUS =
      Pattern.compile("\\(this is the previous declaration of .*");

  /** Names up to this length are near to too many others. */
  private static final int SHORT = 2;

  private final Names names;
  private final String file;
  private final String text;

  /**
   * @param names those that code in the file can use
   * @param text the text of FILE
   */
  CompilerMessage(Names names, String file, String text) {
    this.names = names;
    this.file = file;
    this.text = text;
  }

  /** The diagnostic for C; empty when it only adds to another one. */
  Optional<Diagnostic> translate(Complaint c) {
    if (PREVIOUS.matcher(c.message()).matches()) {
      return Optional.empty();
    }
    String[] parts = c.message().split(Problems.HINT, 2);
    Diagnostic said =
        Diagnostic.of(ExitCode.DECLARATION, parts[0])
            .withHint(parts.length > 1 ? parts[1] : null)
            .withLocation(new Location(c.file(), c.line(), c.column()));
    Diagnostic read = c.file().equals(file) ? reader(said) : null;
    return Optional.of(read != null ? read : meaning(said));
  }

  /** What the reader's message SAID means, with the place where the user should look. */
  private @Nullable Diagnostic reader(Diagnostic said) {
    Location at = said.location();
    if (at == null) {
      return null;
    }
    switch (said.message()) {
      case "unexpected EOF in list starting here" -> {
        return message(said, "missing closing parenthesis for the list that starts here")
            .withHint(
                SourceScan.nextTopLevelForm(text, at.line())
                    .map(CompilerMessage::before)
                    .orElse("the file ends before it is closed"));
      }
      case "An unexpected close paren was read.", "invalid character #\\)" -> {
        return message(said, "unexpected closing parenthesis")
            .withLocation(new Location(at.file(), at.line(), Math.max(at.column() - 1, 1)))
            .withHint("there are more closing than opening parentheses before it");
      }
      case "unexpected EOF in string literal" -> {
        Location start = SourceScan.openString(text, at.file()).orElse(at);
        return message(said, "missing closing quote for the string that starts here")
            .withLocation(start)
            .withHint("the file ends before it is closed");
      }
      case "unexpected end-of-file in #| comment starting here" -> {
        return message(said, "the comment that starts here is not closed")
            .withHint("it ends with |#");
      }
      case "unexpected end-of-file" -> {
        return message(said, "unexpected end of the file");
      }
      default -> {
        return HASH.matcher(said.message()).matches() ? hash(said, at) : null;
      }
    }
  }

  /** The reader may complain twice of a hash sign, each time behind it. */
  private Diagnostic hash(Diagnostic said, Location at) {
    int offset = Math.min(SourceScan.offset(text, at.line(), at.column()), text.length() - 1);
    int back = offset - Math.max(text.lastIndexOf('#', offset), 0);
    return message(said, "`#' begins nothing known here")
        .withLocation(new Location(at.file(), at.line(), Math.max(at.column() - back, 1)))
        .withHint(
            "values are #t, #f and #\\c; a field's keyword is #:FIELD; a comment begins with ;");
  }

  private static String before(int line) {
    return "line " + line + " begins with a parenthesis: perhaps it is missing before";
  }

  private Diagnostic meaning(Diagnostic said) {
    Matcher unbound = UNBOUND.matcher(said.message());
    if (unbound.matches()) {
      String name = unbound.group(1);
      return message(said, UNBOUND_VARIABLE + name + "'")
          .withHint(
              names
                  .moduleOf(name)
                  .map(module -> "it is there with (use-modules " + module + ")")
                  .or(() -> GuixNames.instead(name))
                  .or(() -> literal(name))
                  .or(() -> near(name))
                  .or(() -> isCalled(said.location()) ? Optional.empty() : Optional.of(quote(name)))
                  .orElse(null));
    }
    Matcher arity = ARITY.matcher(said.message());
    if (arity.matches()) {
      return message(said, arity(arity.group(1), arity.group(3), arity.group(2)));
    }
    Matcher type = TYPE.matcher(said.message());
    if (type.matches()) {
      return message(said, Nouns.mismatch(Nouns.of(type.group(2)), Nouns.of(type.group(1))));
    }
    Matcher duplicate = DUPLICATE.matcher(said.message());
    if (duplicate.matches()) {
      return message(said, "`" + duplicate.group(1) + "' is defined twice");
    }
    Matcher export = EXPORT.matcher(said.message());
    if (export.matches()) {
      return message(said, "`" + export.group(1) + "' is exported but not defined");
    }
    if (said.message().startsWith("improper list")) {
      return message(said, "a list with a dot is data, which cannot be called")
          .withHint("quote the list that holds it: '((NAME . VALUE) …)");
    }
    Matcher rule = SYNTAX_RULE.matcher(said.message());
    if (rule.matches()) {
      return form(said, rule.group(1).replaceFirst("/location$", ""));
    }
    if (LET.matcher(said.message()).matches()) {
      return form(said, "let");
    }
    return said.message().endsWith("never finishes")
        ? message(said, "this never finishes: the recursion has no end")
        : said;
  }

  private static Diagnostic form(Diagnostic said, String name) {
    return message(said, "bad `" + name + "' form").withHint(FORMS.get(name));
  }

  /** What a value is called here that has the name NAME elsewhere. */
  private static Optional<String> literal(String name) {
    return switch (name) {
      case "true" -> Optional.of("write #t");
      case "false" -> Optional.of("write #f");
      default ->
          "“”„‘’".indexOf(name.charAt(0)) < 0
              ? Optional.empty()
              : Optional.of("a string is written between two straight double quotes");
    };
  }

  private static String quote(String name) {
    return "if the word itself is meant, write '" + name + "; if text is, write \"" + name + "\"";
  }

  /** Whether what stands at PLACE is the first of a list. */
  private boolean isCalled(@Nullable Location place) {
    if (place == null || !place.file().equals(file) || place.column() < 1) {
      return true;
    }
    int offset = SourceScan.offset(text, place.line(), place.column());
    return offset < 1 || offset > text.length() || text.charAt(offset - 1) == '(';
  }

  private Optional<String> near(String name) {
    return DidYouMean.suggest(name, names.names())
        .filter(near -> name.length() > SHORT)
        .map(near -> "did you mean `" + near + "'?");
  }

  /** Says that PROCEDURE takes ALLOWED arguments and not GIVEN. */
  static String arity(@Nullable String procedure, String allowed, String given) {
    String what = procedure == null ? "this procedure" : "`" + procedure + "'";
    String unit = allowed.equals("1") || allowed.endsWith(" 1") ? " argument" : " arguments";
    return what + " takes " + allowed + unit + ", not " + given;
  }

  private static Diagnostic message(Diagnostic said, String message) {
    return new Diagnostic(said.exitCode(), message, said.location(), said.trace(), said.hint());
  }
}

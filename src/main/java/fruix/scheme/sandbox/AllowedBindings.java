package fruix.scheme.sandbox;

import gnu.expr.Language;
import gnu.mapping.Environment;
import gnu.mapping.Location;
import gnu.mapping.SimpleEnvironment;
import gnu.mapping.Symbol;
import java.util.List;
import java.util.stream.Stream;
import kawa.lang.Syntax;
import kawa.standard.Scheme;

/**
 * What of Kawa a declaration can use as it is: syntax that only computes, and procedures that take
 * the same short time for all arguments, which Kawa's compiler may inline. {@link
 * ChargedProcedures} are the others.
 *
 * <p>Nothing that changes a pair or a string is here or there: constants of the trusted modules are
 * shared between evaluations.
 */
final class AllowedBindings {

  /** Syntax that only computes. Definitions of macros and assignments are guarded apart. */
  private static final String SYNTAX =
      """
      ... => _ and begin case case-lambda cond cut cute define define-record-type define-values delay
      delay-force do else guard if lambda let let* let*-values let-values letrec letrec* or
      parameterize receive syntax-error syntax-rules unless unquote unquote-splicing
      when
      """;

  /** Kawa's procedures of constant time, and those that only call others. */
  private static final String CONSTANT_TIME =
      """
      apply boolean=? boolean? bytevector bytevector-length bytevector-u8-ref bytevector-u8-set!
      bytevector? caaaar caaadr caaar caadar caaddr caadr caar cadaar cadadr cadar caddar cadddr
      caddr cadr call-with-current-continuation call-with-values call/cc car cdaaar cdaadr cdaar
      cdadar cdaddr cdadr cdar cddaar cddadr cddar cdddar cddddr cdddr cddr cdr char->integer
      char-alphabetic? char-ci<=? char-ci<? char-ci=? char-ci>=? char-ci>? char-downcase
      char-foldcase char-lower-case? char-numeric? char-upcase char-upper-case? char-whitespace?
      char<=? char<? char=? char>=? char>? char? complex? cons digit-value dynamic-wind eof-object
      eof-object? eq? eqv? error error-object-irritants error-object? even? exact-integer? exact?
      finite? force inexact? infinite? integer->char integer? keyword->string keyword? list
      make-parameter make-promise nan? negative? not null? number? odd? pair? positive? procedure?
      promise? raise raise-continuable rational? real? string string->keyword string->symbol
      string-length string? symbol->string symbol=? symbol? values vector vector-length vector-ref
      vector-set! vector? with-exception-handler zero?
      """;

  private AllowedBindings() {}

  /** A new environment of them; nobody can change it. */
  static Environment kernel() {
    // Kawa describes a binding of its own once, in terms of the language current at that time.
    Language outer = Language.setSaveCurrent(Scheme.getInstance());
    try {
      SimpleEnvironment kernel = new SimpleEnvironment("declaration");
      Stream.concat(words(SYNTAX), words(CONSTANT_TIME)).forEach(name -> share(name, kernel));
      for (Syntax guarded : GuardedSyntax.all()) {
        kernel.define(Symbol.valueOf(guarded.getName()), null, guarded);
      }
      kernel.setLocked();
      return kernel;
    } finally {
      Language.restoreCurrent(outer);
    }
  }

  private static void share(String name, Environment kernel) {
    Symbol symbol = Symbol.valueOf(name);
    Location<?> location = Scheme.builtin().lookup(symbol);
    if (location == null) {
      throw new IllegalStateException("Kawa does not have " + name);
    }
    kernel.addLocation(symbol, null, location.getBase());
  }

  /** The names in TEXT. */
  static Stream<String> words(String text) {
    return List.of(text.strip().split("\\s+")).stream();
  }
}

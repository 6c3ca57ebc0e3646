package fruix.scheme.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why some names that a Scheme user may expect are not there, and what to do instead. */
final class Unavailable {
  /** Types that the macros of Kawa's library name in their expansions. */
  static final Set<String> LIBRARY_TYPES =
      Set.of(
          "gnu.expr.GenericProc",
          "gnu.kawa.util.ExitCalled",
          "gnu.mapping.Location",
          "java.lang.Throwable",
          "kawa.lang.Record",
          "<boolean>",
          "<void>");

  private static final Map<String, String> HINTS = new HashMap<>();

  private Unavailable() {}

  static {
    hint(
        "name files with local-file",
        "open-input-file open-output-file open-binary-input-file open-binary-output-file open-file"
            + " call-with-input-file call-with-output-file with-input-from-file"
            + " with-output-to-file file-exists? delete-file rename-file copy-file"
            + " create-directory mkdir rmdir file-directory? read-bytevector scandir opendir"
            + " current-path system-tmpdir filepath path getcwd chdir stat lstat readlink"
            + " call-with-input-pipe open-input-pipe open-pipe open-pipe* %path");
    hint(
        "put shared code in a module and use-modules it",
        "load load-relative load-compiled primitive-load include include-ci include-relative"
            + " require import define-library compile-file provide module-name module-export"
            + " module-static module-extends module-implements module-compile-options export");
    hint(
        "a declaration cannot start programs",
        "system system* run-process pipe-process make-process process spawn primitive-fork execl");
    hint(
        "a declaration cannot end the program; `error' reports a mistake",
        "exit emergency-exit primitive-exit quit abort");
    hint(
        "a declaration gives the same result whenever it is evaluated",
        "current-time current-second current-jiffy jiffies-per-second current-date runtime"
            + " real-time get-internal-real-time get-internal-run-time gettimeofday time localtime"
            + " strftime random random-integer random-real random-source sleep usleep");
    hint(
        "a declaration does not depend on where it is evaluated",
        "get-environment-variable get-environment-variables getenv setenv environ command-line"
            + " command-line-arguments features getuid getpid gethostname uname"
            + " interaction-environment environment scheme-implementation-version");
    hint(
        "code is not data to be run here; use a procedure or a syntax-rules macro",
        "eval eval-string compile scheme-report-environment null-environment the-environment"
            + " primitive-eval repl read define-macro defmacro syntax-case define-syntax-case"
            + " er-macro-transformer datum->syntax syntax->datum begin-for-syntax"
            + " define-for-syntax with-syntax syntax quasisyntax");
    hint(
        "a declaration has no access to Java",
        "invoke invoke-static invoke-special make field static-field slot-ref slot-set! class"
            + " define-alias define-private-alias define-class define-simple-class object this as"
            + " instance? class-methods define-namespace define-private-namespace define-enum"
            + " primitive-throw try-catch try-finally throw catch runnable make-procedure"
            + " primitive-constructor primitive-virtual-method primitive-static-method"
            + " primitive-interface-method primitive-get-field primitive-set-field"
            + " primitive-get-static primitive-set-static location setter define-unit"
            + " define-base-unit define-autoload define-procedure define-variable fluid-let");
    hint(
        "a declaration is evaluated by one thread",
        "future synchronized make-thread thread-start! make-mutex call-with-new-thread lock");
    hint(
        "lists and strings do not change; make a new one",
        "set-car! set-cdr! list-set! string-set! string-fill! string-copy! append! reverse!"
            + " append-reverse! delete! delete-duplicates! filter! remove! partition! sort! merge!"
            + " list-copy! map! take! take-while! drop-right! split-at! span! break! string-append!"
            + " string-replace! string-upcase! string-downcase! concatenate! circular-list"
            + " lset-union! lset-intersection! lset-difference! lset-xor! alist-delete!"
            + " set-procedure-property! string-reverse!");
    hint(
        "a declaration reads and prints nothing; strings have ports of their own",
        "current-input-port current-output-port current-error-port read-u8 peek-u8 write-u8"
            + " char-ready? flush-output-port force-output with-output-to-string");
  }

  private static void hint(String text, String names) {
    for (String name : names.split(" ", -1)) {
      HINTS.put(name, text);
    }
  }

  /** What to do without NAME; empty when nothing is known about that name. */
  static Optional<String> hint(String name) {
    if (name.startsWith("java.")
        || name.startsWith("gnu.")
        || name.startsWith("kawa.")
        || name.startsWith("javax.")) {
      return Optional.of("a declaration has no access to Java");
    }
    return Optional.ofNullable(HINTS.get(name));
  }
}

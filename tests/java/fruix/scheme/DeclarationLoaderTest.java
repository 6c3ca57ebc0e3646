package fruix.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.EventSink;
import fruix.scheme.sandbox.GuardedScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files and modules around an evaluation; what the language does is tested by scripts. */
final class DeclarationLoaderTest {
  @TempDir private Path work;

  private final DeclarationLoader loader =
      new DeclarationLoader(
          GuardedScheme.factory(GuardedScheme.DEFAULT_STEPS),
          List.of(),
          DeclarationLoaderTest.class.getClassLoader(),
          EventSink.SILENT);

  @Test
  void bindingsAndLastValueAreKept() throws IOException {
    Declaration declaration =
        loader.load(write("a.scm", "(define x 1)\n(define y 'b)\n(list x)\n"));
    assertEquals("(1)", String.valueOf(declaration.last()));
    assertEquals(
        List.of("x=1@1:9", "y=b@2:9"),
        declaration.bindings().stream()
            .map(b -> b.name() + "=" + b.value() + "@" + at(b.location().toString()))
            .toList());
  }

  @Test
  void anEmptyFileIsNoError() throws IOException {
    assertEquals(List.of(), loader.load(write("empty.scm", "")).bindings());
    assertEquals(List.of(), loader.load(write("comment.scm", "; nothing\n")).bindings());
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    assertEquals("no such file", refused(work.resolve("none.scm")));
    assertEquals("it is a directory", refused(work));
    Path latin = work.resolve("latin.scm");
    Files.write(latin, new byte[] {'"', (byte) 0xe9, '"'});
    assertEquals("it is not UTF-8 text", refused(latin));
  }

  private String refused(Path file) {
    Diagnostic d = errors(file).get(0);
    assertEquals(file.toString(), String.valueOf(d.location()));
    assertTrue(d.message().startsWith("cannot read " + file + ": "), d.message());
    return d.message().substring(("cannot read " + file + ": ").length());
  }

  @Test
  void modulesLieBesideTheFile() throws IOException {
    write("my/lib.scm", "(define-module (my lib) #:export (f))\n(define (f) 42)\n");
    assertEquals(42, loaded("(use-modules (my lib))\n(f)\n"));
  }

  @Test
  void aChangedModuleIsReadAgain() throws IOException {
    write("my/lib.scm", "(define-module (my lib) #:export (x))\n(define x 1)\n");
    assertEquals(1, loaded("(use-modules (my lib))\nx\n"));
    write("my/lib.scm", "(define-module (my lib) #:export (x))\n(define x 2)\n");
    assertEquals(2, loaded("(use-modules (my lib))\nx\n"));
  }

  @Test
  void evaluationsDoNotSeeEachOther() throws IOException {
    write(
        "my/state.scm",
        "(define-module (my state) #:export (next))\n"
            + "(define n 0)\n(define (next) (set! n (+ n 1)) n)\n");
    String text =
        "(use-modules (my state))\n(define leaked 1)\n(define a (next))\n(define b (next))\n'x\n(list a b)\n";
    Path file = write("s.scm", text);
    assertEquals("(1 2)", String.valueOf(loader.load(file).last()));
    assertEquals("(1 2)", String.valueOf(loader.load(file).last()));
    assertEquals("unbound variable `leaked'", errors(write("t.scm", "leaked\n")).get(0).message());
  }

  @Test
  void modulesMayUseModules() throws IOException {
    write(
        "my/a.scm",
        "(define-module (my a) #:use-module (my b) #:export (fa))\n(define (fa) (fb 1))\n");
    write(
        "my/b.scm",
        "(define-module (my b) #:use-module (srfi srfi-1) #:export (fb))\n"
            + "(define (fb x) (list x (first '(2))))\n");
    assertEquals(
        "(1 2)",
        String.valueOf(loader.load(write("m.scm", "(use-modules (my a) (my b))\n(fa)\n")).last()));
  }

  @Test
  void errorsInAModuleAreReportedThere() throws IOException {
    Path lib =
        write("my/bad.scm", "(define-module (my bad) #:export (f))\n(define (f x)\n  (carr x))\n");
    Diagnostic d = errors(write("m.scm", "(use-modules (my bad))\n(f 1)\n")).get(0);
    assertEquals("unbound variable `carr'", d.message());
    assertEquals(lib + ":3:4", String.valueOf(d.location()));
  }

  @Test
  void runTimeErrorsInAModuleNameTheCallersToo() throws IOException {
    Path lib =
        write("my/lib.scm", "(define-module (my lib) #:export (f))\n(define (f x)\n  (car x))\n");
    Path file = write("m.scm", "(use-modules (my lib))\n(list\n (f 1))\n");
    Diagnostic d = errors(file).get(0);
    assertEquals(lib + ":3:3", String.valueOf(d.location()));
    assertEquals(List.of("called from " + file + ":3:2"), d.trace());
  }

  @Test
  void aModuleMustBeWhereItsNameSays() throws IOException {
    Path lib = write("my/lib.scm", "(define-module (my other) #:export (f))\n(define (f) 1)\n");
    Diagnostic d = errors(write("m.scm", "(use-modules (my lib))\n(f)\n")).get(0);
    assertEquals("this file should define the module (my lib), not (my other)", d.message());
    assertEquals(lib.toString(), String.valueOf(d.location()).replaceAll(":.*", ""));
  }

  @Test
  void aModuleFileMustDefineAModule() throws IOException {
    write("my/lib.scm", "(define (f) 1)\n");
    Diagnostic d = errors(write("m.scm", "(use-modules (my lib))\n(f)\n")).get(0);
    assertEquals("this file should define the module (my lib)", d.message());
  }

  @Test
  void exportsMustBeDefined() throws IOException {
    Path lib = write("my/lib.scm", "(define-module (my lib)\n  #:export (f g))\n(define (f) 1)\n");
    Diagnostic d = errors(write("m.scm", "(use-modules (my lib))\n(f)\n")).get(0);
    assertEquals("`g' is exported but not defined", d.message());
    assertEquals(lib + ":2:15", String.valueOf(d.location()));
  }

  @Test
  void modulesThatUseEachOtherAreRefused() throws IOException {
    write(
        "my/a.scm",
        "(define-module (my a) #:use-module (my b) #:export (fa))\n(define (fa) (fb))\n");
    Path b =
        write(
            "my/b.scm",
            "(define-module (my b) #:use-module (my a) #:export (fb))\n(define (fb) 1)\n");
    Diagnostic d = errors(write("m.scm", "(use-modules (my a))\n(fa)\n")).get(0);
    assertEquals("modules use each other in a circle: (my a), (my b), (my a)", d.message());
    assertEquals(b + ":1:36", String.valueOf(d.location()));
  }

  @Test
  void aModuleThatCannotBeReadIsAnErrorWhereItIsUsed() throws IOException {
    Path lib = write("my/lib.scm", "");
    Files.write(lib, new byte[] {'"', (byte) 0xe9, '"'});
    Path file = write("m.scm", "(use-modules (my lib))\n");
    Diagnostic d = errors(file).get(0);
    assertEquals("cannot read " + lib + ": it is not UTF-8 text", d.message());
    assertEquals(file + ":1:14", String.valueOf(d.location()));
  }

  @Test
  void theFileItselfMayBeAModule() throws IOException {
    assertEquals(
        "(1 2)",
        String.valueOf(
            loader
                .load(
                    write(
                        "system.scm",
                        "(define-module (my config) #:use-module (srfi srfi-1) #:export (x))\n"
                            + "(define x 1)\n(define y 2)\n(list x (first (list y)))\n"))
                .last()));
  }

  @Test
  void proceduresOfModulesCanBeCalled() {
    ModuleProcedure join = loader.procedure("fruix lang strings", "string-null?");
    assertEquals(true, join.call(""));
    FruixException e = assertThrows(FruixException.class, () -> join.call(5));
    assertEquals(ExitCode.DECLARATION, e.exitCode());
  }

  @Test
  @Timeout(60)
  void anInterruptEndsTheWait() throws Exception {
    Path file = write("loop.scm", "(define (f n) (if (= n -1) 0 (f (+ n 1))))\n(f 1)\n");
    AtomicReference<FruixException> thrown = new AtomicReference<>();
    Thread waiting =
        new Thread(() -> thrown.set(assertThrows(FruixException.class, () -> loader.load(file))));
    waiting.start();
    Thread.sleep(300);
    waiting.interrupt();
    waiting.join();
    assertEquals(ExitCode.INTERRUPTED, thrown.get().exitCode());
  }

  private Object loaded(String text) throws IOException {
    return ((Number) loader.load(write("main.scm", text)).last()).intValue();
  }

  private List<Diagnostic> errors(Path file) {
    FruixException e = assertThrows(FruixException.class, () -> loader.load(file));
    assertEquals(ExitCode.DECLARATION, e.exitCode());
    return e.diagnostics();
  }

  private Path write(String name, String text) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String at(String location) {
    return location.replaceAll(".*scm:", "");
  }
}

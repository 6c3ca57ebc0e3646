package fruix.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.Input;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.EventSink;
import fruix.scheme.sandbox.GuardedScheme;
import fruix.sexp.Datum;
import fruix.sexp.SexpReader;
import fruix.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunSchemeBuilderTest {
  @TempDir Path root;

  private Path build(String program, Input... inputs) {
    DeclarationLoader loader =
        new DeclarationLoader(
            GuardedScheme.factory(GuardedScheme.DEFAULT_STEPS),
            List.of(),
            RunSchemeBuilderTest.class.getClassLoader(),
            EventSink.SILENT);
    Builders builders = Builders.standard(Map.of(), new RunSchemeBuilder(loader));
    Derivation derivation =
        new Derivation(
            "made",
            "run-scheme",
            builders.named("run-scheme").version(),
            List.of(Datum.tagged("program", SexpReader.read("program", program))),
            List.of(inputs));
    try (Store store = Store.open(root, false, InstantSource.system(), EventSink.SILENT)) {
      new Realiser(store, builders, EventSink.SILENT, new RealiserOptions(1, false, false))
          .realise(List.of(derivation));
      return store.physical(derivation.path());
    }
  }

  private FruixException refused(String program) {
    FruixException e = assertThrows(FruixException.class, () -> build(program));
    assertEquals(ExitCode.BUILD, e.exitCode(), e::getMessage);
    return e;
  }

  @Test
  void writesFilesDirectoriesAndLinks() throws IOException {
    Path made =
        build(
            "(begin (mkdir %output)"
                + " (mkdir-p (string-append %output \"/a/b\"))"
                + " (call-with-output-file (string-append %output \"/a/b/c\")"
                + "   (lambda (port) (display \"grüße\" port)))"
                + " (chmod (string-append %output \"/a/b/c\") 365)"
                + " (symlink \"b/c\" (string-append %output \"/a/d\")))");
    assertEquals("grüße", Files.readString(made.resolve("a/d")));
    assertTrue(Files.isExecutable(made.resolve("a/b/c")));
    assertEquals(Path.of("b/c"), Files.readSymbolicLink(made.resolve("a/d")));
  }

  @Test
  void makesOneFileAndReadsInputs() throws IOException {
    Derivation input =
        new Derivation(
            "input",
            "write-files",
            Builders.standard(Map.of()).named("write-files").version(),
            List.of(SexpReader.read("p", "(file \"\" \"0444\" 0 0 \"forty-two\")")),
            List.of());
    Path made = build("(copy-file \"" + input.path() + "\" %output)", input);
    assertEquals("forty-two", Files.readString(made));
  }

  @Test
  void refusesWhatLiesOutside() {
    assertTrue(
        refused("(copy-file \"/etc/passwd\" %output)")
            .diagnostics()
            .toString()
            .contains("/etc/passwd"));
    refused("(call-with-output-file \"/tmp/fruix-escape\" (lambda (port) #t))");
    refused("(call-with-output-file (string-append %output \"/../x\") (lambda (port) #t))");
    assertFalse(Files.exists(Path.of("/tmp/fruix-escape")));
  }

  @Test
  void refusesProgramsThatFailOrWriteNothing() {
    assertTrue(
        refused("(error \"no such thing:\" (quote x))")
            .diagnostics()
            .toString()
            .contains("no such thing"));
    assertTrue(refused("42").diagnostics().toString().contains("wrote nothing"));
  }
}

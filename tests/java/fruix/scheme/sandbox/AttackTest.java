package fruix.scheme.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.event.EventSink;
import fruix.scheme.DeclarationLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evaluates hostile declarations: each must end in a diagnostic at its line, and change nothing.
 */
final class AttackTest {
  private static final Path SCRIPTS = Path.of("tests/scheme/attacks");
  private static final String SECRET = "THE-SECRET";

  /** Fewer than usual, so that attacks on time end soon. */
  private static final long STEPS = 5_000_000;

  @TempDir Path directory;
  private Path modules;
  private Path secret;
  private Path out;

  @BeforeEach
  void setTheScene() throws IOException {
    modules = Files.createDirectory(directory.resolve("modules"));
    secret = directory.resolve("secret.scm");
    out = directory.resolve("out");
    Files.writeString(secret, "(define secret '" + SECRET + ")\n");
    for (Path module : list(SCRIPTS.resolve("modules"))) {
      Files.writeString(modules.resolve(module.getFileName()), filled(Files.readString(module)));
    }
  }

  private String filled(String text) {
    return text.replace("@SECRET@", secret.toString())
        .replace("@OUT@", out.toString())
        .replace("@DEEP@", "'" + "(".repeat(200_000) + ")".repeat(200_000));
  }

  @TestFactory
  Stream<DynamicTest> attacks() {
    List<Attack> attacks =
        list(SCRIPTS).stream()
            .filter(f -> f.toString().endsWith(".scm"))
            .flatMap(f -> Attack.of(f, this::filled).stream())
            .toList();
    assertTrue(attacks.size() >= 200, attacks.size() + " attacks");
    return attacks.stream().map(a -> DynamicTest.dynamicTest(a.name(), () -> repel(a)));
  }

  private void repel(Attack attack) throws IOException {
    Path file = directory.resolve("attack.scm");
    Files.writeString(file, attack.text());
    List<Path> before = list(directory);
    Set<String> threads = threads();

    FruixException refused = assertThrows(FruixException.class, () -> loader(STEPS).load(file));

    Diagnostic first = refused.diagnostics().get(0);
    Location place = first.location();
    assertEquals(ExitCode.DECLARATION, first.exitCode());
    assertNotNull(place, first.message());
    boolean inFile = place.file().equals(file.toString());
    String said =
        inFile
            ? first.message()
            : Path.of(place.file()).getFileName() + ":" + place.line() + ": " + first.message();
    assertTrue(attack.error().matcher(said).find(), said);
    if (inFile) {
      assertEquals(attack.line(), place.line(), said);
    }
    assertFalse(said.contains(SECRET), said);
    assertFalse(Canary.sang, "the canary sang");
    assertEquals(before, list(directory));
    assertTrue(threads.containsAll(threads()), "new threads: " + threads());
  }

  /** A change that one evaluation could make would show in the next. */
  @Test
  void nothingLeaksIntoTheNextEvaluation() throws IOException {
    Path first = directory.resolve("first.scm");
    Path second = directory.resolve("second.scm");
    Files.writeString(
        first,
        """
        (define (fold . x) 'mine)
        (define car cdr)
        (define-syntax when (syntax-rules () ((_ . x) 'mine)))
        (define leaked 1)
        (list (fold) (car '(1 2)) (when #f 1))
        """);
    Files.writeString(second, "(list (fold + 0 '(1 2)) (car '(1 2)) (when #t 5))");
    DeclarationLoader loader = loader(GuardedScheme.DEFAULT_STEPS);
    assertEquals("(mine (2) mine)", String.valueOf(loader.load(first).last()));
    assertEquals("(3 1 5)", String.valueOf(loader.load(second).last()));
    Files.writeString(second, "leaked");
    assertThrows(FruixException.class, () -> loader.load(second));
  }

  @Test
  void aModuleIsReadAnewForEachEvaluation() throws IOException {
    Files.writeString(
        modules.resolve("counter.scm"),
        """
        (define-module (counter) #:export (next))
        (define count 0)
        (define (next) (set! count (+ count 1)) count)
        """);
    Path file = directory.resolve("count.scm");
    Files.writeString(file, "(use-modules (counter)) (+ (* 10 (next)) (next))");
    for (int i = 0; i < 2; i++) {
      assertEquals("12", String.valueOf(loader(GuardedScheme.DEFAULT_STEPS).load(file).last()));
    }
  }

  @Test
  void theNumberOfStepsCanBeChosen() throws IOException {
    Path file = directory.resolve("loop.scm");
    Files.writeString(file, "(let loop ((i 0)) (if (< i 10000) (loop (+ i 1)) i))");
    assertEquals("10000", String.valueOf(loader(100_000).load(file).last()));
    FruixException refused = assertThrows(FruixException.class, () -> loader(10_000).load(file));
    assertEquals(
        "the declaration did not finish within 10000 steps",
        refused.diagnostics().get(0).message());
  }

  @Test
  void anInterruptEndsAnEndlessLoop() throws Exception {
    Path file = directory.resolve("loop.scm");
    Files.writeString(file, "(let loop () (guard (e (#t (loop))) (let loop () (loop))))");
    Thread[] evaluating = new Thread[1];
    FruixException[] thrown = new FruixException[1];
    Thread caller =
        new Thread(
            () ->
                thrown[0] =
                    assertThrows(FruixException.class, () -> loader(Long.MAX_VALUE).load(file)));
    caller.start();
    while (evaluating[0] == null) {
      Thread.sleep(10);
      evaluating[0] =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().equals("fruix-evaluation"))
              .findFirst()
              .orElse(null);
    }
    Thread.sleep(500);
    caller.interrupt();
    caller.join(20_000);
    evaluating[0].join(20_000);
    assertEquals(ExitCode.INTERRUPTED, thrown[0].exitCode());
    assertFalse(evaluating[0].isAlive(), "user code still runs");
  }

  private DeclarationLoader loader(long steps) {
    return new DeclarationLoader(
        GuardedScheme.factory(steps),
        List.of(modules),
        AttackTest.class.getClassLoader(),
        EventSink.SILENT);
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> !t.getName().equals("fruix-evaluation"))
        .map(t -> t.getName() + "#" + t.getId())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import fruix.store.Registration;
import fruix.store.StorePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RealiserTest {
  private static final RealiserOptions TWO = RealiserOptions.of(2);

  private Workshop shop;

  @BeforeEach
  void open(@TempDir Path root) {
    shop = new Workshop(root);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /** What a builder of a test does. */
  private interface Action {
    void build(BuildContext context, TreeSink out) throws IOException, InterruptedException;
  }

  private record Scripted(Action action) implements Builder {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public void build(BuildContext context, TreeSink out) throws IOException, InterruptedException {
      action.build(context, out);
    }
  }

  private static Derivation scripted(String name, Input... inputs) {
    return Workshop.derivation(name, "scripted", "", inputs);
  }

  private static void put(TreeSink out, String path, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.file(
        new RelativePath(path), Attributes.FILE, bytes.length, new ByteArrayInputStream(bytes));
  }

  private Path logOf(Derivation derivation) {
    return shop.root.resolve("frx/var/fruix/log/" + derivation.path().basename() + ".log");
  }

  private long leftovers() throws IOException {
    try (Stream<Path> files = Files.list(shop.root.resolve("frx/store"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).count();
    }
  }

  @Test
  void plansEachAfterItsInputsAndLooksBehindNothingValid() {
    Derivation a = scripted("a");
    Derivation b = scripted("b", a);
    Derivation c = scripted("c", b, a);
    Derivation d = scripted("d", c, b);
    assertEquals(List.of(a, b, c, d), Plan.of(List.of(d), path -> false, false).derivations());
    Plan cut = Plan.of(List.of(d), path -> path.equals(b.path()), false);
    // `a' is still needed, by `c'.
    assertEquals(List.of(a, c, d), cut.derivations());
    Plan present = Plan.of(List.of(d), path -> path.equals(d.path()), false);
    assertEquals(List.of(), present.derivations());
    Plan again = Plan.of(List.of(d), path -> path.equals(d.path()), true);
    assertEquals(List.of(a, b, c, d), again.derivations());
    assertEquals(java.util.Set.of(d.path()), again.present());
  }

  @Test
  void planningWritesNothing() throws IOException {
    assertEquals(1, shop.realiser(TWO).plan(List.of(scripted("a"))).derivations().size());
    try (Stream<Path> files = Files.list(shop.root)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void buildsEachOnceInOrderAndNamesItsDeriver() throws IOException {
    AtomicInteger builds = new AtomicInteger();
    Builder builder =
        new Scripted(
            (context, out) -> {
              builds.incrementAndGet();
              for (Input input : context.derivation().inputs()) {
                assertTrue(Files.exists(context.physical(input.path())));
                put(out, input.path().name(), input.path().toString());
              }
            });
    Derivation a = scripted("a");
    Derivation b = scripted("b", a);
    Derivation c = scripted("c", b, a);
    shop.realiser(TWO, builder).realise(List.of(c, b, c));
    assertEquals(3, builds.get());
    Registration registration = shop.store.registration(c.path());
    assertEquals(List.of(a.path(), b.path()).stream().sorted().toList(), registration.references());
    StorePath deriver = registration.deriver();
    assertEquals("c.drv", deriver == null ? "none" : deriver.name());
    String text = Files.readString(shop.store.physical(deriver));
    assertTrue(text.contains("(output \"" + c.path() + "\")"), text);
    assertTrue(text.contains("(builder scripted \"1\")"), text);
    List<String> references =
        shop.store.registration(deriver).references().stream()
            .map(StorePath::name)
            .sorted()
            .toList();
    assertEquals(List.of("a.drv", "b.drv"), references);
    shop.realiser(TWO, builder).realise(List.of(c));
    assertEquals(3, builds.get(), "nothing is built twice");
  }

  @Test
  void failureNamesTheLogAndStopsTheRest() throws Exception {
    CountDownLatch slowRuns = new CountDownLatch(1);
    AtomicReference<Throwable> slowEnd = new AtomicReference<>();
    Builder builder =
        new Scripted(
            (context, out) -> {
              put(out, "half", "half");
              switch (context.derivation().name()) {
                case "slow" -> {
                  slowRuns.countDown();
                  try {
                    Thread.sleep(30_000);
                  } catch (InterruptedException e) {
                    slowEnd.set(e);
                    throw e;
                  }
                }
                case "bad" -> {
                  slowRuns.await();
                  context.log("about to fail");
                  throw new IOException("no luck");
                }
                default -> {}
              }
            });
    Derivation bad = scripted("bad");
    Derivation slow = scripted("slow");
    Derivation top = scripted("top", bad, slow);
    FruixException e = Workshop.thrown(() -> shop.realiser(TWO, builder).realise(List.of(top)));
    assertEquals(4, e.exitCode().status());
    assertEquals("cannot build " + bad.path() + ": no luck", e.getMessage());
    List<String> trace = e.diagnostics().get(0).trace();
    assertEquals("last lines of the log " + logOf(bad) + ":", trace.get(0));
    assertTrue(trace.contains("  about to fail"), trace::toString);
    assertTrue(Files.readString(logOf(bad)).contains("about to fail\nerror: no luck\n"));
    assertTrue(slowEnd.get() instanceof InterruptedException, "the other build was stopped");
    for (Derivation none : List.of(bad, slow, top)) {
      assertFalse(shop.store.isValid(none.path()));
      assertFalse(Files.exists(shop.store.physical(none.path())));
    }
    assertEquals(0, leftovers());
    assertTrue(
        shop.events.contains(new Event.BuildFailed("bad", logOf(bad))), shop.events::toString);
  }

  @Test
  void keepsWhatAFailedBuildMade() throws IOException {
    Builder builder =
        new Scripted(
            (context, out) -> {
              put(out, "d/half", "half");
              throw new IOException("no luck");
            });
    Derivation bad = scripted("bad");
    RealiserOptions keep = new RealiserOptions(1, true, false);
    for (int number = 1; number <= 2; number++) {
      FruixException e = Workshop.thrown(() -> shop.realiser(keep, builder).realise(List.of(bad)));
      Path kept = shop.root.resolve("frx/var/fruix/failed/" + bad.path().basename() + "-" + number);
      assertEquals("half", Files.readString(kept.resolve("d/half")));
      List<String> trace = e.diagnostics().get(0).trace();
      assertTrue(trace.contains("what it had made is kept in " + kept), trace::toString);
    }
    assertEquals(0, leftovers());
  }

  @Test
  void checkBuildsAgainAndFindsNothing() {
    Derivation a = Workshop.files("a", "(file \"x\" \"0444\" 0 0 \"x\") (hardlink \"y\" \"x\")");
    Derivation b = Workshop.files("b", "(copy \"d\" \"" + a.path() + "\")", a);
    shop.build(b);
    Plan plan = shop.realiser(new RealiserOptions(2, false, true)).realise(List.of(b));
    assertEquals(List.of(a, b), plan.derivations());
  }

  @Test
  void checkReportsWhatDiffers() {
    AtomicInteger builds = new AtomicInteger();
    Builder builder =
        new Scripted(
            (context, out) -> {
              put(out, "same", "same");
              put(out, "count", String.valueOf(builds.incrementAndGet()));
              put(out, "only" + builds.get(), "");
            });
    Derivation a = scripted("a");
    shop.realiser(TWO, builder).realise(List.of(a));
    String before = shop.manifest(a);
    FruixException e =
        Workshop.thrown(
            () -> shop.realiser(new RealiserOptions(1, false, true), builder).realise(List.of(a)));
    assertEquals(4, e.exitCode().status());
    assertEquals("building " + a.path() + " again gives something else in 3 paths", e.getMessage());
    assertEquals(
        List.of(
            "count: other contents (1 and 1 bytes)",
            "only1: only in the first build",
            "only2: only in the second build"),
        e.diagnostics().get(0).trace());
    assertEquals(before, shop.manifest(a), "the item is as it was");
  }

  @Test
  void interruptLeavesTheStoreAsItWas() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<FruixException> thrown = new AtomicReference<>();
    Builder builder =
        new Scripted(
            (context, out) -> {
              put(out, "half", "half");
              if (started.getCount() > 0) {
                started.countDown();
                byte[] endless = new byte[1 << 16];
                while (true) {
                  // Busy, not asleep: the sink is what must notice.
                  out.file(
                      new RelativePath("x" + System.nanoTime()),
                      Attributes.FILE,
                      endless.length,
                      new ByteArrayInputStream(endless));
                }
              }
            });
    Derivation a = scripted("a");
    Thread run =
        new Thread(
            () ->
                thrown.set(Workshop.thrown(() -> shop.realiser(TWO, builder).realise(List.of(a)))));
    run.start();
    started.await();
    run.interrupt();
    run.join();
    assertEquals(130, thrown.get().exitCode().status(), thrown.get()::getMessage);
    assertFalse(shop.store.isValid(a.path()));
    assertEquals(0, leftovers());
    shop.realiser(TWO, builder).realise(List.of(a));
    assertEquals("half", shop.text(a, "half"));
  }

  @Test
  void addsSourcesAndNoticesThatTheyChanged(@TempDir Path host) throws IOException {
    Path file = Files.writeString(host.resolve("motd"), "hello");
    StorePath path = shop.store.addSource("motd", file, fruix.store.Selection.ALL).path();
    Source source = new Source(path, file, p -> true);
    Derivation copy = Workshop.files("c", "(copy \"etc/motd\" \"" + path + "\")", source);
    try (Workshop other = new Workshop(host.resolve("root"))) {
      other.build(copy);
      assertEquals("hello", other.text(copy, "etc/motd"));
      assertNull(other.store.registration(path).deriver());
    }
    Files.writeString(file, "changed");
    try (Workshop third = new Workshop(host.resolve("third"))) {
      FruixException e = Workshop.thrown(() -> third.build(copy));
      assertTrue(e.getMessage().startsWith(file + " changed since"), e.getMessage());
    }
  }

  @Test
  void refusesUnknownBuildersBeforeAnythingIsBuilt() {
    Derivation a = Workshop.files("a", "");
    Derivation unknown = Workshop.derivation("u", "write-file", "", a);
    FruixException e = shop.failure(unknown);
    assertEquals("there is no builder `write-file'", e.getMessage());
    assertEquals("did you mean `write-files'?", e.diagnostics().get(0).hint());
    Derivation old = new Derivation("o", "write-files", "0", List.of(), List.of(a));
    assertTrue(shop.failure(old).getMessage().contains("wants version 0 of the builder"));
    assertFalse(shop.store.isValid(a.path()));
  }

  @Test
  void builderVersionAndInputsArePartOfThePath() {
    Derivation one = new Derivation("n", "b", "1", List.of(), List.of());
    Derivation two = new Derivation("n", "b", "2", List.of(), List.of());
    assertNotEquals(one.path(), two.path());
    assertNotEquals(one.path(), new Derivation("n", "b", "1", List.of(), List.of(two)).path());
  }
}

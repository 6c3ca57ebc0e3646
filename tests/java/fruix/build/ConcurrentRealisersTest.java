package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several realisers at one graph: one result, no error, nothing left over. */
@Timeout(120)
final class ConcurrentRealisersTest {

  /** A graph of 21 items, wide and then narrow. */
  private static Derivation graph() {
    List<Derivation> inputs = new ArrayList<>();
    StringBuilder union = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      Derivation item =
          Workshop.files(
              "item" + i,
              "(file \"d/f%d\" \"0444\" 0 0 \"%s\")".formatted(i, "x".repeat(50_000 + i)));
      inputs.add(item);
      union.append("(input \"").append(item.path()).append("\")");
    }
    return Workshop.derivation(
        "top", "union", "(mode copy)" + union, inputs.toArray(Derivation[]::new));
  }

  /** Builds the graph below the root that the arguments name, and prints its content hash. */
  public static void main(String[] arguments) {
    try (Workshop shop = new Workshop(Path.of(arguments[0]))) {
      System.out.println(buildIn(shop));
    }
  }

  private static String buildIn(Workshop shop) {
    Derivation top = graph();
    shop.build(top);
    return shop.store.registration(top.path()).contentHash().hex();
  }

  private static void assertClean(Path root) throws IOException {
    try (Stream<Path> items = Files.list(root.resolve("frx/store"))) {
      List<String> names = items.map(item -> item.getFileName().toString()).sorted().toList();
      assertEquals(42, names.size(), names::toString);
      assertTrue(names.stream().noneMatch(name -> name.startsWith(".")), names::toString);
    }
  }

  @Test
  void inTwoThreads(@TempDir Path root) throws Exception {
    Callable<String> build =
        () -> {
          try (Workshop shop = new Workshop(root)) {
            return buildIn(shop);
          }
        };
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<String> first = pool.submit(build);
      Future<String> second = pool.submit(build);
      assertEquals(first.get(), second.get());
    } finally {
      pool.shutdownNow();
    }
    assertClean(root);
  }

  @Test
  void inThreeProcesses(@TempDir Path root) throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  ConcurrentRealisersTest.class.getName(),
                  root.toString())
              .redirectErrorStream(true)
              .start());
    }
    List<String> outputs = new ArrayList<>();
    for (Process process : processes) {
      try (InputStream out = process.getInputStream()) {
        outputs.add(new String(out.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(0, process.waitFor(), () -> outputs.toString());
    }
    assertTrue(outputs.get(0).matches("[0-9a-f]{64}\n"), outputs::toString);
    assertEquals(1, outputs.stream().distinct().count(), outputs::toString);
    assertClean(root);
  }
}

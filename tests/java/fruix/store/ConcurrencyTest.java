package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConcurrencyTest {
  private static final int MANY = 8;

  private static List<String> builds(Path log) throws IOException {
    return Files.readAllLines(log);
  }

  @Test
  void ofEightThreadsOneBuilds(@TempDir Path root)
      throws IOException, InterruptedException, ExecutionException {
    Path log = root.resolve("log");
    try (StoreFixture one = new StoreFixture(root);
        StoreFixture two = new StoreFixture(root)) {
      Set<Object> results = inThreads(i -> StoreChild.contend(i % 2 == 0 ? one : two, log));
      assertEquals(Set.of(one.store.registration(StoreFixture.pathOf(StoreChild.NAME))), results);
      assertEquals(List.of("built"), builds(log));
    }
  }

  private interface Work {
    Object run(int number) throws IOException;
  }

  private static Set<Object> inThreads(Work work) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(MANY);
    try {
      List<Future<Object>> futures = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        int number = i;
        futures.add(pool.submit(() -> work.run(number)));
      }
      Set<Object> results = new java.util.HashSet<>();
      for (Future<Object> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void ofTwoProcessesOneBuilds(@TempDir Path root) throws IOException, InterruptedException {
    Path log = root.resolve("log");
    Process first = StoreChild.start("once", root.toString(), log.toString());
    Process second = StoreChild.start("once", root.toString(), log.toString());
    String one = output(first);
    assertEquals(one, output(second));
    assertEquals(0, first.waitFor());
    assertEquals(0, second.waitFor());
    assertEquals(List.of("built"), builds(log));
    try (StoreFixture fixture = new StoreFixture(root)) {
      assertEquals(one, fixture.store.registration(StoreFixture.pathOf(StoreChild.NAME)).text());
      assertEquals(List.of(), new Verifier(fixture.store).verifyAll());
    }
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void buildsAndCollectionsAtOnceDisturbNothing(@TempDir Path root)
      throws InterruptedException, ExecutionException {
    inThreads(
        number -> {
          Random random = new Random(number);
          for (int i = 0; i < 12; i++) {
            StoreChild.buildAndCollect(root, random);
          }
          return number;
        });
    try (StoreFixture fixture = new StoreFixture(root)) {
      assertEquals(List.of(), new Verifier(fixture.store).verifyAll());
      new GarbageCollector(fixture.store).collect(false);
      assertEquals(
          Set.copyOf(fixture.names()),
          Set.copyOf(fixture.store.items().stream().map(StorePath::basename).toList()));
    }
  }
}

package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds and collections that are killed at any instant; {@code -Dfruix.kills=200} for more. */
final class KillTest {
  private static final int KILLS = Integer.getInteger("fruix.kills", 40);
  private static final int LONGEST_LIFE_MILLIS = 150;

  @Test
  void aKilledBuildOrCollectionLeavesAWholeStore(@TempDir Path root)
      throws IOException, InterruptedException {
    Random random = new Random(20261120);
    for (int i = 0; i < KILLS; i++) {
      Process child = StoreChild.start("loop", root.toString(), Integer.toString(i));
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
        assertEquals("ready", output.readLine());
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
      } finally {
        child.destroyForcibly().waitFor();
      }
      check(root, "kill " + i);
      if (i % 4 == 3) {
        repair(root, random, "after kill " + i);
      }
    }
  }

  private static void check(Path root, String when) {
    try (StoreFixture fixture = new StoreFixture(root)) {
      assertEquals(List.of(), new Verifier(fixture.store).verifyAll(), when);
    }
  }

  /** The next build and the next collection succeed and leave nothing that should not be there. */
  private static void repair(Path root, Random random, String when) {
    StoreChild.buildAndCollect(root, random);
    check(root, when);
    try (StoreFixture fixture = new StoreFixture(root)) {
      new GarbageCollector(fixture.store).collect(false);
      Set<String> items =
          fixture.store.items().stream().map(StorePath::basename).collect(Collectors.toSet());
      assertEquals(items, Set.copyOf(fixture.names()), when);
      assertEquals(items, Set.copyOf(StoreFixture.names(fixture.state("items"))), when);
      assertEquals(
          items.stream().map(item -> item + ".mtree").collect(Collectors.toSet()),
          Set.copyOf(StoreFixture.names(fixture.state("manifests"))),
          when);
      assertEquals(List.of(), new Verifier(fixture.store).verifyAll(), when);
    }
  }
}

package fruix.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // locks are held, not used
final class LockFileTest {
  private static final long NUMBER = 1L << 61 | 12345;
  private Path path;

  @BeforeEach
  void place(@TempDir Path directory) {
    path = directory.resolve("lock");
  }

  /** Holds the lock of a file in a process of its own until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      LockFile file = LockFile.open(Path.of(arguments[0]));
      file.exclusive(NUMBER);
      System.out.println("held");
      Thread.sleep(60_000);
    }
  }

  @Test
  void aLockExcludesOthersOfTheSameNumber() throws IOException {
    try (LockFile one = LockFile.open(path);
        LockFile two = LockFile.open(path)) {
      LockFile.Held held = one.tryExclusive(NUMBER);
      assertNotNull(held);
      assertNull(one.tryExclusive(NUMBER));
      assertNull(two.tryExclusive(NUMBER));
      LockFile.Held other = two.tryExclusive(NUMBER + 1);
      assertNotNull(other);
      held.close();
      held.close();
      assertNotNull(two.tryExclusive(NUMBER));
      other.close();
    }
  }

  @Test
  void sharedHoldersShareAndExcludeTheRest() throws IOException, InterruptedException {
    try (LockFile file = LockFile.open(path)) {
      LockFile.Held first = file.shared(NUMBER);
      LockFile.Held second = file.shared(NUMBER);
      assertNull(file.tryExclusive(NUMBER));
      first.close();
      assertNull(file.tryExclusive(NUMBER));
      second.close();
      assertNotNull(file.tryExclusive(NUMBER));
    }
  }

  @Test
  void aWaiterGetsTheLockWhenItIsGivenUp()
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (LockFile file = LockFile.open(path)) {
      LockFile.Held held = file.exclusive(NUMBER);
      CountDownLatch started = new CountDownLatch(1);
      Future<LockFile.Held> waiter =
          pool.submit(
              () -> {
                started.countDown();
                return file.exclusive(NUMBER);
              });
      started.await();
      assertFalse(waiter.isDone());
      held.close();
      waiter.get().close();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anotherProcessesLockHoldsUntilItDies() throws IOException, InterruptedException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                path.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (LockFile file = LockFile.open(path);
        BufferedReader output =
            new BufferedReader(
                new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("held", output.readLine());
      assertNull(file.tryExclusive(NUMBER));
      // Opening and closing it once more must not disturb what this process holds.
      LockFile.Held mine = file.exclusive(1);
      LockFile.open(path).close();
      assertNull(file.tryExclusive(1));
      mine.close();
      holder.destroyForcibly();
      assertTrue(holder.waitFor(30, TimeUnit.SECONDS));
      file.exclusive(NUMBER).close();
    } finally {
      holder.destroyForcibly();
    }
  }
}

package fruix.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The {@code fruix} process: what it is given by the system, and its exit status. */
public final class Main {
  /** How long an interrupted command may take to remove what it began. */
  private static final long GRACE_SECONDS = 10;

  private Main() {}

  public static void main(String[] args) {
    Thread worker = Thread.currentThread();
    CountDownLatch done = new CountDownLatch(1);
    // After SIGINT the JVM exits with 130, as soon as this hook returns.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker, done), "interrupt"));
    int status = new Cli(SystemHost.host()).run(args);
    done.countDown();
    System.exit(status);
  }

  private static void stop(Thread worker, CountDownLatch done) {
    if (done.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("fruix: still busy; the next run removes what is left over");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package fruix.store;

import static fruix.store.StoreFixture.bytes;
import static fruix.store.StoreFixture.path;

import fruix.mtree.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What tests run in a process of its own: {@code once ROOT LOG} or {@code loop ROOT SEED}. */
final class StoreChild {
  static final String NAME = "contended";
  private static final int CHAINS = 4;

  private StoreChild() {}

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[1]);
    if (arguments[0].equals("once")) {
      once(root, Path.of(arguments[2]));
    } else {
      Random random = new Random(Long.parseLong(arguments[2]));
      System.out.println("ready");
      while (true) {
        buildAndCollect(root, random);
      }
    }
  }

  /** Starts this in another process. */
  static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StoreChild.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void once(Path root, Path log) {
    try (StoreFixture fixture = new StoreFixture(root)) {
      System.out.print(contend(fixture, log).text());
    }
  }

  /** Builds the one item that everybody wants, slowly, and writes a line to LOG for each build. */
  static Registration contend(StoreFixture fixture, Path log) {
    return fixture.realise(
        NAME,
        List.of(),
        out -> {
          Files.writeString(log, "built\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          out.file(path("f"), Attributes.FILE, bytes("x"));
          Thread.sleep(300);
        });
  }

  /** Builds some chains of items, keeps one by a root, and collects the others now and then. */
  static void buildAndCollect(Path root, Random random) {
    try (StoreFixture fixture = new StoreFixture(root)) {
      int chain = random.nextInt(CHAINS);
      StorePath below = fixture.text("base", "base").path();
      for (int i = 0; i < 3; i++) {
        String name = "chain" + chain + "-" + i;
        StorePath reference = below;
        below =
            fixture
                .realise(
                    name,
                    List.of(reference),
                    out -> {
                      out.file(path("a/" + name), Attributes.FILE, bytes(name + " " + reference));
                      out.hardlink(path("b"), path("a/" + name));
                      out.symlink(path("l"), Attributes.SYMLINK, reference.toString());
                      Files.write(out.scratch().resolve("s"), new byte[1000]);
                    })
                .path();
      }
      new GcRoots(fixture.store).add("kept", below);
    }
    if (random.nextInt(3) == 0) {
      try (StoreFixture fixture = new StoreFixture(root)) {
        new GarbageCollector(fixture.store).collect(false);
      }
    }
  }
}

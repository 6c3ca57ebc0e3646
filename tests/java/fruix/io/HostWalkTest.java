package fruix.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostWalkTest {

  /** Writes down what it is told. */
  private static final class Recorder implements HostWalk.Visitor {
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    @Override
    public void directory(HostWalk.Node node) {
      if (!node.relative().isRoot()) {
        assertTrue(seen.contains("d " + node.relative().parent()), "a directory comes first");
      }
      seen.add("d " + node.relative());
    }

    @Override
    public void symlink(HostWalk.Node node, String target) {
      seen.add("l " + node.relative() + " " + target);
    }

    @Override
    public void file(HostWalk.Node node) throws IOException {
      if (node.relative().name().equals("bad")) {
        throw new IOException("bad");
      }
      seen.add("f " + node.relative());
    }

    @Override
    public void linked(List<HostWalk.Node> names) {
      seen.add("h " + names.stream().map(HostWalk.Node::relative).toList());
    }
  }

  @Test
  void meetsEverythingOnce(@TempDir Path top) throws IOException, InterruptedException {
    Files.createDirectories(top.resolve("a/b"));
    Files.writeString(top.resolve("a/b/x"), "x");
    Files.createLink(top.resolve("a-"), top.resolve("a/b/x"));
    Files.createLink(top.resolve("z"), top.resolve("a/b/x"));
    Files.writeString(top.resolve("a/one"), "1");
    Files.createLink(top.resolve("skipped"), top.resolve("a/one"));
    Files.createSymbolicLink(top.resolve("l"), Path.of("/nowhere"));
    Recorder recorder = new Recorder();
    HostWalk.run(top, path -> !path.value().equals("skipped"), recorder);
    assertEquals(
        Set.of("d ", "d a", "d a/b", "f a/one", "h [a/b/x, a-, z]", "l l /nowhere"), recorder.seen);
  }

  @Test
  void anExceptionOfAVisitIsThrown(@TempDir Path top) throws IOException {
    for (int i = 0; i < 200; i++) {
      Files.writeString(top.resolve("f" + i), "");
    }
    Files.writeString(top.resolve("bad"), "");
    IOException e =
        assertThrows(IOException.class, () -> HostWalk.run(top, path -> true, new Recorder()));
    assertEquals("bad", e.getMessage());
  }

  @Test
  void deletionFollowsNoLinkAndMindsNoMode(@TempDir Path top) throws IOException {
    Path outside = Files.writeString(top.resolve("outside"), "keep");
    Path inner = Files.createDirectories(top.resolve("tree/inner"));
    Files.createSymbolicLink(inner.resolve("l"), top);
    Files.writeString(inner.resolve("f"), "x");
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-xr-xr-x"));
    Deletion.deleteTree(top.resolve("tree"));
    Deletion.deleteTree(top.resolve("tree"));
    assertFalse(Files.exists(top.resolve("tree"), LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.exists(outside));
  }
}

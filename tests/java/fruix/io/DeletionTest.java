package fruix.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeletionTest {
  @TempDir Path directory;
  private Path top;
  private Path outside;

  @BeforeEach
  void populate() throws IOException {
    outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "x");
    top = Files.createDirectories(directory.resolve("top/a/b")).getParent().getParent();
    Files.writeString(top.resolve("a/b/f"), "x");
    Files.createSymbolicLink(top.resolve("a/link"), outside);
    Files.createSymbolicLink(top.resolve("dangling"), Path.of("none"));
    Files.createDirectory(top.resolve("empty"));
  }

  private void assertGone(Path path) {
    assertFalse(Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.exists(outside.resolve("kept")));
  }

  @Test
  void aTreeGoesAndNoLinkIsFollowed() throws IOException {
    Deletion.deleteTree(top);
    assertGone(top);
    Deletion.deleteTree(top);
    Path link = Files.createSymbolicLink(directory.resolve("link"), outside);
    Deletion.deleteTree(link);
    assertGone(link);
  }

  @Test
  void readOnlyDirectoriesGo() throws IOException {
    for (String name : new String[] {"a/b", "a", "empty", "."}) {
      Files.setPosixFilePermissions(
          top.resolve(name), PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    Files.setPosixFilePermissions(top.resolve("a"), PosixFilePermissions.fromString("---------"));
    Deletion.deleteTree(top);
    assertGone(top);
  }

  @Test
  void namesThatAreNoTextGo() throws IOException, InterruptedException {
    HostCommand.run(
        java.util.List.of("sh", "-c", "mkdir -p '" + top + "'/a/$(printf 'a\\377b')/c"));
    Deletion.deleteTree(top);
    assertGone(top);
  }

  @Test
  void oneFileGoesOrTheReasonIsSaid() throws IOException {
    Deletion.deleteIfExists(top.resolve("a/b/f"));
    Deletion.deleteIfExists(top.resolve("a/b/f"));
    Deletion.deleteIfExists(top.resolve("a/link"));
    assertGone(top.resolve("a/b/f"));
    assertGone(top.resolve("a/link"));
    assertThrows(DirectoryNotEmptyException.class, () -> Deletion.deleteIfExists(top));
    assertEquals(3, HostName.in(top).size());
  }
}

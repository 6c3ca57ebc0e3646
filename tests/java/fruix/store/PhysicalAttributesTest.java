package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import fruix.io.HostFile;
import fruix.mtree.Attributes;
import fruix.mtree.Owner;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhysicalAttributesTest {
  private final PhysicalAttributes owners = new PhysicalAttributes(true, false);

  /** What is left alone because it is born right is right: whatever directories inherit. */
  @Test
  void setsWhatIsNotBornRight(@TempDir Path directory) throws Exception {
    for (int inherited : new int[] {0755, 02755}) {
      Path parent = Files.createDirectory(directory.resolve(Integer.toOctalString(inherited)));
      Files.setAttribute(parent, "unix:mode", inherited);
      Path top = Files.createDirectory(parent.resolve("top"));
      Birth birth = Birth.in(top);
      assertNotNull(birth);
      for (int mode : new int[] {0, 0500, 0755, 01777, 02755, 0777}) {
        Attributes attributes = new Attributes(mode, new Owner(birth.uid(), birth.gid()), "");
        Path below = Files.createDirectory(top.resolve("d" + mode));
        owners.applyToDirectory(below, attributes, birth);
        assertEquals(mode, HostFile.of(below).mode());
        assertEquals(1_000_000_000L, HostFile.of(below).mtime());
        Path file = top.resolve("f" + mode);
        try (FileChannel made = owners.create(file, attributes)) {
          assertEquals(0, made.size());
        }
        owners.applyToFile(file, attributes, birth);
        assertEquals(mode, HostFile.of(file).mode());
        assertEquals(1_000_000_000L, HostFile.of(file).mtime());
      }
    }
  }
}

package fruix.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveReaderTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @Test
  void keepsOwnersModesFlagsAndLinks() throws Exception {
    Path spec = dir.resolve("METALOG");
    Files.writeString(dir.resolve("su"), "set-uid");
    Files.writeString(
        spec,
        """
        #mtree
        . type=dir uid=0 gid=0 mode=0755
        ./usr type=dir uid=0 gid=0 mode=0755
        ./usr/bin type=dir uid=0 gid=0 mode=0755
        ./usr/bin/su type=file uid=0 gid=0 mode=04555 flags=schg contents=su nlink=2
        ./usr/bin/l type=link uid=0 gid=0 mode=0755 link=../../bin/sh
        ./tmp type=dir uid=0 gid=0 mode=01777
        ./mail type=file uid=6 gid=66000 mode=0660 contents=su
        """);
    for (String name : new String[] {"a.tar", "a.tgz", "a.txz", "a.tzst"}) {
      Path archive = make(name, "@METALOG");
      RecordingSink sink = new RecordingSink();
      new ArchiveReader(2).read(archive, path -> true, sink);
      String digest = "7 3917eb90";
      assertEquals(
          Map.of(
              "", "dir 0755 0:0",
              "usr", "dir 0755 0:0",
              "usr/bin", "dir 0755 0:0",
              "usr/bin/su", "file 4555 0:0 schg " + digest,
              "usr/bin/l", "link 0755 0:0 ../../bin/sh",
              "tmp", "dir 1777 0:0",
              "mail", "file 0660 6:66000 " + digest),
          sink.lines,
          name);
    }
  }

  private Path make(String name, String... inputs) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(java.util.List.of("bsdtar", "-c", "-a", "-f", name));
    command.addAll(java.util.List.of(inputs));
    int status = new ProcessBuilder(command).directory(dir.toFile()).inheritIO().start().waitFor();
    assertEquals(0, status);
    return dir.resolve(name);
  }
}

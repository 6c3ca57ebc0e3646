package fruix.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileOutputTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @Test
  void replacingLeavesNothingOfWhatWasThere() throws IOException {
    Path file = Files.write(dir.resolve("disk"), SampleTree.noise(1, 5000));
    try (FileOutput output = FileOutput.replace(file, 3000)) {
      output.write(1000, ByteBuffer.wrap(new byte[] {1, 2}));
    }
    byte[] expected = new byte[3000];
    expected[1000] = 1;
    expected[1001] = 2;
    assertArrayEquals(expected, Files.readAllBytes(file));
  }

  @Test
  void oneWriterAtATime() throws IOException {
    Path file = Files.write(dir.resolve("disk"), SampleTree.noise(1, 5000));
    try (FileOutput first = FileOutput.overwrite(file, 5000)) {
      for (int i = 0; i < 2; i++) {
        FruixException e =
            assertThrows(FruixException.class, () -> FileOutput.replace(file, 10).close());
        assertEquals(file + " is in use: another program has locked it", e.getMessage());
      }
      first.write(0, ByteBuffer.wrap(new byte[] {1}));
    }
    assertEquals(5000, Files.size(file), "the refused one has touched nothing");
    FileOutput.replace(file, 10).close();
    assertEquals(10, Files.size(file));
  }

  @Test
  void whatCannotBeOpenedIsADiagnostic() {
    String message =
        assertThrows(FruixException.class, () -> FileOutput.replace(dir.resolve("no/disk"), 10))
            .getMessage();
    assertTrue(message.endsWith("no/disk: no such file or directory"), message);
  }
}

package fruix.scheme.language;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads source files, saying what is wrong with one that cannot be read. */
public final class SourceText {

  private SourceText() {}

  /** The text of FILE, which has to be UTF-8. */
  public static String read(Path file) {
    byte[] bytes;
    try {
      if (Files.isDirectory(file)) {
        throw refused(file, "it is a directory", null);
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw refused(file, "no such file", e);
    } catch (AccessDeniedException e) {
      throw refused(file, "permission denied", e);
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(file, "it is not UTF-8 text", e);
    }
  }

  private static FruixException refused(Path file, String why, @Nullable Throwable cause) {
    return new FruixException(
        Diagnostic.of(ExitCode.DECLARATION, "cannot read " + file + ": " + why)
            .withLocation(Location.ofFile(file.toString())),
        cause);
  }
}

package fruix.archive.fetch;

import fruix.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * What is there of a file so far, and beside it which URL it is from and the validator by which the
 * server knows whether it has changed since.
 */
final class PartialFile {
  private static final int BUFFER = 1 << 16;

  private final Path data;
  private final Path origin;

  PartialFile(Path data) {
    this.data = data;
    this.origin = data.resolveSibling(data.getFileName() + ".origin");
  }

  /** Bytes that are there. */
  long size() throws IOException {
    return Files.exists(data) ? Files.size(data) : 0;
  }

  /** The validator with which URL's remaining bytes may be asked for, if any bytes are here. */
  Optional<String> validator(URI url) throws IOException {
    if (size() == 0 || !Files.exists(origin)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(origin);
    return lines.size() == 2 && lines.get(0).equals(url.toString())
        ? Optional.of(lines.get(1))
        : Optional.empty();
  }

  /** Forgets what is there, and starts over with what URL gives; VALIDATOR may be empty. */
  void restart(URI url, String validator) throws IOException {
    delete();
    if (!validator.isEmpty()) {
      Files.write(origin, List.of(url.toString(), validator));
    }
  }

  /** A stream to the end of what is there. */
  OutputStream append() throws IOException {
    return Files.newOutputStream(
        data, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
  }

  Sha256 digest() throws IOException {
    return digest(data);
  }

  static Sha256 digest(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return Sha256.of(digest);
  }

  /** Gives what is there, which is whole, the name TARGET. */
  void moveTo(Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(data, target, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(origin);
  }

  void delete() throws IOException {
    Files.deleteIfExists(origin);
    Files.deleteIfExists(data);
  }
}

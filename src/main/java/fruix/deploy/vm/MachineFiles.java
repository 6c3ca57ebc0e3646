package fruix.deploy.vm;

import fruix.diag.FruixException;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.io.Deletion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files that one run of a machine writes to; they go with {@link #close}, unless kept. */
public final class MachineFiles implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final Path directory;
  private final Path disk;
  private final Firmware firmware;
  private boolean kept;

  private MachineFiles(Path directory, Path disk, Firmware firmware) {
    this.directory = directory;
    this.disk = disk;
    this.firmware = firmware;
  }

  /**
   * Copies IMAGE, sparse as it is, to DISK, which must not exist and stays; without one, to a
   * temporary directory, where the variables of FIRMWARE go, too.
   */
  public static MachineFiles copy(Path image, Optional<Path> disk, Firmware firmware) {
    Path directory = temporaryDirectory();
    Path copy = disk.orElse(directory.resolve("disk.img"));
    MachineFiles files =
        new MachineFiles(
            directory,
            copy,
            new Firmware(
                firmware.code(), firmware.variables().map(from -> directory.resolve("variables"))));
    try {
      copy(image, copy);
      firmware.variables().ifPresent(from -> copy(from, directory.resolve("variables")));
      return files;
    } catch (RuntimeException | Error e) {
      files.close();
      throw e;
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("fruix-vm-");
    } catch (IOException e) {
      throw FruixException.io("make", Path.of("a temporary directory"), e);
    }
  }

  private static void copy(Path from, Path to) {
    try (FileInput in = FileInput.open(from);
        FileOutput out = FileOutput.create(to, in.size())) {
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      for (long at = 0; at < in.size(); at += CHUNK) {
        buffer.clear().limit((int) Math.min(CHUNK, in.size() - at));
        in.read(at, buffer);
        out.write(at, buffer.flip());
      }
    }
  }

  /** The disk that the guest writes to. */
  public Path disk() {
    return disk;
  }

  /** The firmware with variables that the guest writes to. */
  public Firmware firmware() {
    return firmware;
  }

  /** Where the serial line may go. */
  public Path console() {
    return directory.resolve("console.log");
  }

  /** Where QEMU's own words may go. */
  public Path log() {
    return directory.resolve("qemu.log");
  }

  /**
   * Leaves the disk and CONSOLE when this is closed, for a machine that runs on. What it has open
   * besides needs no name any more.
   */
  public void keep(Path console) {
    kept = disk.startsWith(directory) || console.startsWith(directory);
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try {
      Deletion.deleteTree(directory);
    } catch (IOException e) {
      throw FruixException.io("remove", directory, e);
    }
  }
}

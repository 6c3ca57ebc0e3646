package fruix.deploy.install;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The disks that {@code /sys} tells of. In {@code /sys/block/NAME} a disk has a directory for each
 * of its partitions, and {@code holders/} names what is built on top of it.
 */
public final class LinuxDisks implements Disks {
  /** What {@code size} of {@code /sys} counts in, whatever the disk's own sectors are. */
  private static final int SIZE_UNIT = 512;

  private final Path root;
  private final DeviceNumber.Source numbers;
  private final MountTable mounts;

  /** The disks of the running system. */
  public static LinuxDisks running() {
    return new LinuxDisks(Path.of("/"), DeviceNumber::stat);
  }

  /**
   * @param root where {@code dev}, {@code proc} and {@code sys} are
   */
  LinuxDisks(Path root, DeviceNumber.Source numbers) {
    this.root = root;
    this.numbers = numbers;
    this.mounts = new MountTable(root.resolve("proc"), numbers);
  }

  @Override
  public Disk at(Path file) {
    Path directory = directory(file);
    if (Files.exists(directory.resolve("partition"))) {
      throw Disks.partition(file, deviceFile(directory.resolveSibling(".").normalize()));
    }
    return new Disk(
        file,
        size(file, directory),
        (int) number(directory.resolve("queue/logical_block_size")),
        number(directory.resolve("ro")) != 0,
        uses(directory, new TreeSet<>()));
  }

  @Override
  public Device device(Path file) {
    return new Device(size(file, directory(file)), SIZE_UNIT); // any range can be read
  }

  private Path directory(Path file) {
    DeviceNumber number = numbers.of(file).orElseThrow(() -> Disks.noDisk(file));
    return real(root.resolve("sys/dev/block/" + number));
  }

  private static long size(Path file, Path directory) {
    long size = number(directory.resolve("size")) * SIZE_UNIT;
    if (size == 0) {
      throw FruixException.failed(file + " has no medium");
    }
    return size;
  }

  /** What the device at DIRECTORY, its partitions, and all that is built on them are used for. */
  private List<String> uses(Path directory, Set<Path> seen) {
    List<String> uses = new ArrayList<>();
    if (!seen.add(directory)) {
      return uses;
    }
    String name = name(directory);
    uses.addAll(mounts.uses(name, text(directory.resolve("dev"))));
    for (Path holder : list(directory.resolve("holders"))) {
      uses.add(name + " is part of " + name(holder));
      uses.addAll(uses(real(holder), seen));
    }
    for (Path child : list(directory)) {
      if (Files.exists(child.resolve("partition"))) {
        uses.addAll(uses(child, seen));
      }
    }
    return uses;
  }

  @Override
  public List<Path> labelled(String label) {
    TreeSet<Path> found = new TreeSet<>();
    for (String by : List.of("by-label", "by-partlabel")) {
      Path link = root.resolve("dev/disk").resolve(by).resolve(UdevName.encode(label));
      if (Files.exists(link)) {
        found.add(real(link));
      }
    }
    return List.copyOf(found);
  }

  @Override
  public List<Path> withSerial(String serial) {
    TreeSet<Path> found = new TreeSet<>();
    for (Path link : list(root.resolve("sys/block"))) {
      Path directory = real(link);
      boolean same =
          text(directory.resolve("serial")).equals(serial)
              || text(directory.resolve("device/serial")).equals(serial)
              || productSerial(directory.resolve("device/vpd_pg80")).equals(serial);
      if (same) {
        found.add(deviceFile(directory));
      }
    }
    String encoded = UdevName.encode(serial);
    for (Path link : list(root.resolve("dev/disk/by-id"))) {
      String id = name(link);
      if (id.equals(encoded) || id.endsWith("-" + encoded) || id.endsWith("_" + encoded)) {
        found.add(real(link));
      }
    }
    return List.copyOf(found);
  }

  @Override
  public List<String> uses(Path file) {
    List<String> uses = new ArrayList<>();
    for (Path link : list(root.resolve("sys/block"))) {
      if (text(link.resolve("loop/backing_file")).equals(file.toString())) {
        uses.add("it is the disk " + deviceFile(link));
      }
    }
    uses.addAll(mounts.uses(file));
    return uses;
  }

  private Path deviceFile(Path directory) {
    return root.resolve("dev").resolve(name(directory).replace('!', '/'));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw FruixException.io("follow", path, e);
    }
  }

  /** What is in DIRECTORY, sorted; nothing when there is no such directory. */
  private static Set<Path> list(Path directory) {
    TreeSet<Path> names = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(names::add);
      } catch (IOException e) {
        throw FruixException.io("list", directory, e);
      }
    }
    return names;
  }

  /** The text of FILE without the space around it; empty when there is no such file. */
  private static String text(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8).strip();
  }

  /**
   * The serial number in the SCSI page FILE (SPC-4, 7.8.15), which begins with four other bytes.
   */
  private static String productSerial(Path file) {
    byte[] page = bytes(file);
    return page.length < 4
        ? ""
        : new String(page, 4, page.length - 4, StandardCharsets.US_ASCII).strip();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }

  private static long number(Path file) {
    return Optional.of(text(file))
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElseThrow(() -> FruixException.failed("there is no number in " + file));
  }
}

package fruix.deploy.install;

import fruix.diag.FruixException;
import fruix.process.CommandSpec;
import fruix.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The disks that {@code geom(4)} tells of. The kernel itself refuses to write below what is
 * mounted; asking it first gives a reason.
 */
public final class FreeBsdDisks implements Disks {
  private static final Path DEV = Path.of("/dev");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Classes whose geoms only show a provider under more names, or to programs. */
  private static final Set<String> TRANSPARENT = Set.of("PART", "LABEL", "DEV", "VFS", "SWAP");

  /** Where {@code geom(4)} names by label: {@code /dev/gpt/…}. */
  private static final List<String> LABELS =
      List.of("gpt", "label", "ufs", "msdosfs", "iso9660", "ext2fs", "ntfs");

  private final Questions questions;

  /** What is asked of the system. */
  @FunctionalInterface
  interface Questions {
    /** What COMMAND, named with its path, prints. */
    String answer(List<String> command);
  }

  /** The disks of the running system. */
  public static FreeBsdDisks running(ProcessRunner runner) {
    return new FreeBsdDisks(
        command -> runner.run(CommandSpec.of(command, Path.of("/"), LIMIT)).orFail().output());
  }

  FreeBsdDisks(Questions questions) {
    this.questions = questions;
  }

  private GeomTree tree() {
    return GeomTree.parse(questions.answer(List.of("/sbin/sysctl", "-n", "kern.geom.confxml")));
  }

  @Override
  public Disk at(Path file) {
    GeomTree tree = tree();
    GeomTree.Provider disk = named(tree, file);
    while (disk.geomClass().equals("LABEL")) {
      disk = below(tree, disk);
    }
    if (disk.geomClass().equals("PART")) {
      throw Disks.partition(file, device(below(tree, disk)));
    }
    requireMedium(file, disk);
    return new Disk(device(disk), disk.size(), disk.sectorSize(), false, uses(tree, disk));
  }

  @Override
  public Device device(Path file) {
    GeomTree.Provider provider = named(tree(), file);
    requireMedium(file, provider);
    return new Device(provider.size(), provider.sectorSize());
  }

  private static GeomTree.Provider named(GeomTree tree, Path file) {
    return tree.named(DEV.relativize(file).toString()).orElseThrow(() -> Disks.noDisk(file));
  }

  private static void requireMedium(Path file, GeomTree.Provider provider) {
    if (provider.size() == 0) {
      throw FruixException.failed(file + " has no medium");
    }
  }

  private static GeomTree.Provider below(GeomTree tree, GeomTree.Provider provider) {
    return tree.below(provider).orElseThrow(() -> Disks.noDisk(device(provider)));
  }

  private List<String> uses(GeomTree tree, GeomTree.Provider disk) {
    List<String> uses = new ArrayList<>();
    List<String> mounts = questions.answer(List.of("/sbin/mount", "-p")).lines().toList();
    List<String> swaps = questions.answer(List.of("/usr/sbin/swapinfo")).lines().toList();
    for (GeomTree.Provider provider : tree.above(disk)) {
      String device = device(provider).toString();
      for (String line : mounts) {
        List<String> fields = List.of(line.split("[ \t]+"));
        if (fields.size() > 1 && fields.get(0).equals(device)) {
          uses.add(provider.name() + " is mounted on " + fields.get(1));
        }
      }
      if (swaps.stream().anyMatch(line -> line.split("[ \t]", 2)[0].equals(device))) {
        uses.add(provider.name() + " is used for swap");
      }
      for (GeomTree.Consumer consumer : tree.consumersOf(provider)) {
        if (consumer.open() && !TRANSPARENT.contains(consumer.geomClass())) {
          uses.add(provider.name() + " is part of " + part(consumer));
        }
      }
    }
    if (uses.isEmpty() && disk.open()) {
      uses.add(disk.name() + " is open for writing");
    }
    Collections.sort(uses); // the kernel has no order of its own
    return uses;
  }

  private static String part(GeomTree.Consumer consumer) {
    return consumer.geomName() + " (" + consumer.geomClass() + ")";
  }

  @Override
  public List<Path> labelled(String label) {
    Set<String> names = LABELS.stream().map(kind -> kind + "/" + label).collect(Collectors.toSet());
    return tree().providers().stream()
        .filter(provider -> names.contains(provider.name()))
        .map(FreeBsdDisks::device)
        .sorted()
        .distinct()
        .toList();
  }

  @Override
  public List<Path> withSerial(String serial) {
    return tree().providers().stream()
        .filter(provider -> provider.ident().equals(serial))
        .map(FreeBsdDisks::device)
        .sorted()
        .distinct()
        .toList();
  }

  @Override
  public List<String> uses(Path file) {
    return tree().providers().stream()
        .filter(provider -> provider.file().equals(file.toString()))
        .map(provider -> "it is the disk " + device(provider))
        .toList();
  }

  private static Path device(GeomTree.Provider provider) {
    return DEV.resolve(provider.name());
  }
}

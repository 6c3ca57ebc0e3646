package fruix.image.iso;

import static fruix.image.iso.IsoLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageFileSystem;
import fruix.image.ImageInput;
import fruix.image.ImageNode;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks a disc, changing nothing. */
final class IsoVerifier {
  private static final int MOST_FAULTS = 100;

  private final ImageInput image;
  private final ByteBuffer primary;
  private final IsoReader reader;
  private final List<String> faults = new ArrayList<>();

  /** The extents of all files: first sector and how many. */
  private final TreeMap<Long, Long> extents = new TreeMap<>();

  private final Set<Long> directories = new HashSet<>();

  IsoVerifier(ImageInput image, ByteBuffer primary, IsoReader reader) {
    this.image = image;
    this.primary = primary;
    this.reader = reader;
  }

  List<String> verify() {
    attempt("the end of the volume descriptors", this::end);
    attempt("the boot catalog", this::bootCatalog);
    sizes();
    Deque<ImageNode> waiting = new ArrayDeque<>();
    attempt("the root directory", () -> waiting.add(reader.root()));
    while (!waiting.isEmpty()) {
      ImageNode directory = waiting.remove();
      attempt("the directory at sector " + directory.id(), () -> directory(directory, waiting));
    }
    overlaps();
    attempt("the path table", this::pathTables);
    return List.copyOf(faults);
  }

  private void end() {
    IsoReader.descriptor(image, IsoLayout.TYPE_END);
  }

  private void bootCatalog() {
    for (BootCatalog.Boot boot : BootCatalog.read(image)) {
      image.requireInside(boot.sector() * SECTOR, (long) boot.count() * IsoLayout.BOOT_SECTOR);
    }
  }

  private void sizes() {
    long sectors = primary.getInt(IsoLayout.SPACE_SIZE) & 0xffffffffL;
    if (sectors * SECTOR > image.size()) {
      fault("the volume is larger than the image");
    }
    for (int field : new int[] {IsoLayout.SPACE_SIZE, IsoLayout.PATH_TABLE_SIZE}) {
      if (primary.getInt(field) != Integer.reverseBytes(primary.getInt(field + 4))) {
        fault("a number is not the same in both byte orders");
      }
    }
  }

  private void directory(ImageNode directory, Deque<ImageNode> waiting) {
    if (!directories.add(directory.id())) {
      fault("the directory at sector " + directory.id() + " is met twice");
      return;
    }
    extent(directory);
    Set<String> names = new HashSet<>();
    for (ImageFileSystem.Child child : reader.children(directory)) {
      if (!names.add(child.name())) {
        fault("the directory at sector " + directory.id() + " has `" + child.name() + "' twice");
      }
      if (child.name().indexOf('/') >= 0 || child.name().indexOf('\0') >= 0) {
        fault("the directory at sector " + directory.id() + " has a name that cannot be");
      }
      if (child.node().isDirectory()) {
        waiting.add(child.node());
      } else if (child.node().kind() == ImageNode.Kind.FILE) {
        extent(child.node());
      }
    }
  }

  private void extent(ImageNode node) {
    if (node.size() > 0) {
      extents.merge(node.id(), IsoLayout.sectors(node.size()), Math::max);
    }
  }

  private void overlaps() {
    long end = 0;
    for (Map.Entry<Long, Long> extent : extents.entrySet()) {
      if (extent.getKey() < end) {
        fault("two files share sector " + extent.getKey());
      }
      end = Math.max(end, extent.getKey() + extent.getValue());
    }
  }

  private void pathTables() {
    int size = primary.getInt(IsoLayout.PATH_TABLE_SIZE);
    if (size <= 0 || size > 1 << 26) {
      fault("the path table has a wrong size");
      return;
    }
    long little = primary.getInt(IsoLayout.PATH_TABLE_L) & 0xffffffffL;
    long big = Integer.reverseBytes(primary.getInt(IsoLayout.PATH_TABLE_M)) & 0xffffffffL;
    ByteBuffer l = image.read(little * SECTOR, size);
    ByteBuffer m = image.read(big * SECTOR, size);
    Set<Long> listed = new HashSet<>();
    for (int at = 0; at + 8 <= size; ) {
      long sector = l.getInt(at + 2) & 0xffffffffL;
      if (l.get(at) == 0 || sector != (Integer.reverseBytes(m.getInt(at + 2)) & 0xffffffffL)) {
        fault("the path tables are damaged or differ");
        return;
      }
      listed.add(sector);
      int length = l.get(at) & 0xff;
      at += 8 + length + length % 2;
    }
    if (!listed.equals(directories)) {
      fault("the path table does not list the directories that there are");
    }
  }

  private void attempt(String what, Runnable check) {
    try {
      check.run();
    } catch (FruixException e) {
      fault(what + ": " + e.diagnostics().get(0).message());
    }
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    }
  }
}

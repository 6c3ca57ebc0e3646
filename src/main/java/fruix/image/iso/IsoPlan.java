package fruix.image.iso;

import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The place of every file of a tree on a new disc: descriptors, path tables, directories, then the
 * contents in the order of the paths.
 */
public final class IsoPlan {
  private static final long LARGEST_FILE = 0xffffffffL / IsoLayout.SECTOR * IsoLayout.SECTOR;
  private static final int LONGEST_TARGET = 1023;

  /** Zeros at the end, for drives and kernels that read ahead. */
  static final int PADDING = 150;

  final IsoOptions options;
  final List<IsoNode> nodes = new ArrayList<>();
  final PathTable pathTable;
  final long catalog;
  final long pathTableL;
  final long pathTableM;
  final long sectors;
  private final Map<RelativePath, IsoNode> byPath = new HashMap<>();
  private final Map<Integer, IsoNode> groups = new HashMap<>();

  private IsoPlan(IsoOptions options, Manifest manifest) {
    this.options = options;
    manifest.entries().forEach(this::add);
    for (IsoNode node : nodes) {
      node.names.sort(Comparator.comparing(IsoNode.Name::identifier));
    }
    pathTable = new PathTable(root());
    long next = IsoLayout.FIRST_DESCRIPTOR + 2;
    next += options.efiImage() == null ? 0 : 1;
    catalog = next;
    next += options.efiImage() == null ? 0 : 1;
    pathTableL = next;
    pathTableM = pathTableL + IsoLayout.sectors(pathTable.size());
    next = pathTableM + IsoLayout.sectors(pathTable.size());
    for (IsoNode node : nodes) {
      if (node.isDirectory()) {
        DirectoryExtent extent = new DirectoryExtent(node, options.time());
        node.extent = extent;
        node.sector = next;
        next += extent.sectors();
      }
    }
    for (IsoNode node : nodes) {
      if (!node.isDirectory()) {
        node.sector = next;
        next += IsoLayout.sectors(node.type == RockRidge.FILE ? node.size : 0);
      }
    }
    sectors = next + PADDING;
  }

  /**
   * Plans a disc for MANIFEST, whose root is a directory. What ISO 9660 cannot have is a
   * diagnostic.
   */
  public static IsoPlan of(IsoOptions options, Manifest manifest) {
    IsoPlan plan = new IsoPlan(options, manifest);
    if (options.efiImage() != null) {
      plan.efiImage(options.efiImage());
    }
    return plan;
  }

  /** The size of the image in bytes. */
  public long size() {
    return sectors * IsoLayout.SECTOR;
  }

  IsoNode root() {
    return nodes.get(0);
  }

  /** The file that UEFI boots; a diagnostic if it cannot be one. */
  IsoNode efiImage(RelativePath path) {
    IsoNode node = byPath.get(path);
    if (node == null || node.type != RockRidge.FILE) {
      throw FruixException.failed("there is no file `" + path + "' to boot from");
    }
    if (node.size > 0xffffL * IsoLayout.BOOT_SECTOR) {
      throw FruixException.failed(
          "the EFI image `" + path + "' of " + node.size + " bytes is larger than El Torito allows",
          "make it smaller than 32 MiB");
    }
    return node;
  }

  private void add(Entry entry) {
    RelativePath path = entry.path();
    if (entry instanceof Entry.Directory) {
      enter(path, new IsoNode(path, entry.attributes(), RockRidge.DIRECTORY, 0, ""));
    } else if (entry instanceof Entry.Symlink link) {
      int length = link.target().getBytes(StandardCharsets.UTF_8).length;
      if (length > LONGEST_TARGET) {
        throw FruixException.failed(
            "the target of `" + path + "' is too long: " + length + " bytes");
      }
      enter(path, new IsoNode(path, entry.attributes(), RockRidge.SYMLINK, 0, link.target()));
    } else if (entry instanceof Entry.File file) {
      if (file.size() > LARGEST_FILE) {
        throw FruixException.failed("`" + path + "' is too large for an ISO 9660 extent of 4 GiB");
      }
      IsoNode node = file.linkGroup() == 0 ? null : groups.get(file.linkGroup());
      if (node == null) {
        node = new IsoNode(path, entry.attributes(), RockRidge.FILE, file.size(), "");
        if (file.linkGroup() != 0) {
          groups.put(file.linkGroup(), node);
        }
      }
      enter(path, node);
    }
  }

  private void enter(RelativePath path, IsoNode node) {
    node.links++;
    if (byPath.put(path, node) != null) {
      throw new IllegalArgumentException("twice in the tree: " + path);
    }
    if (path.equals(node.path)) {
      nodes.add(node);
    }
    if (path.isRoot()) {
      if (!node.isDirectory()) {
        throw new IllegalArgumentException("the root of a disc is a directory");
      }
      return;
    }
    IsoNode parent = byPath.get(path.parent());
    if (parent == null || !parent.isDirectory()) {
      throw new IllegalArgumentException("not in a directory of the tree: " + path);
    }
    String identifier = parent.identifiers.choose(path.name(), node.isDirectory());
    parent.names.add(new IsoNode.Name(path.name(), identifier, node));
    if (node.isDirectory()) {
      node.parent = parent;
      parent.links++;
    }
  }
}

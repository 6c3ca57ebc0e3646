package fruix.image.fat;

import fruix.diag.FruixException;
import fruix.image.Seed;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The place of every file of a tree: directories and files take consecutive clusters in the order
 * of their paths. Owners, modes and flags have no place in FAT and are dropped; hard links become
 * copies; symbolic links are a diagnostic.
 */
final class FatPlan {
  private static final long LARGEST_FILE = 0xffffffffL;

  final FatGeometry geometry;
  final String label;
  final Seed seed;

  /** A directory before what it holds; the root first. */
  final List<FatNode> nodes = new ArrayList<>();

  final Map<RelativePath, FatNode> directories = new HashMap<>();

  /** The first cluster that is free, as are all behind it. */
  long nextCluster = FatLayout.FIRST_CLUSTER;

  FatPlan(FatOptions options, Manifest tree) {
    geometry = FatGeometry.of(options.size());
    label = options.label();
    seed = options.seed();
    for (Entry entry : tree.entries()) {
      add(entry);
    }
    nodes.forEach(this::place);
    long missing = nextCluster - FatLayout.FIRST_CLUSTER - geometry.clusters();
    if (missing > 0) {
      throw FruixException.failed(
          "the FAT file system of "
              + options.size()
              + " bytes is too small by "
              + missing * geometry.clusterSize()
              + " bytes");
    }
  }

  private void add(Entry entry) {
    RelativePath path = entry.path();
    boolean directory = entry instanceof Entry.Directory;
    long size = 0;
    if (entry instanceof Entry.File file) {
      size = file.size();
    } else if (!directory) {
      throw FruixException.failed("FAT has no symbolic links, so not `" + path + "'");
    }
    if (path.name().length() > FatLayout.LONGEST_NAME || !isName(path.name())) {
      throw FruixException.failed("FAT cannot have a file of the name `" + path.name() + "'");
    }
    if (size > LARGEST_FILE) {
      throw FruixException.failed("`" + path + "' is too large for FAT");
    }
    FatNode node = new FatNode(path, directory, size);
    nodes.add(node);
    if (directory) {
      directories.put(path, node);
    }
    if (!path.isRoot()) {
      directory(path.parent()).children.add(node);
    } else if (!directory) {
      throw new IllegalArgumentException("the root of a file system is a directory");
    }
  }

  private static boolean isName(String name) {
    return !name.endsWith(".")
        && !name.endsWith(" ")
        && name.chars().allMatch(c -> c >= ' ' && "\"*:<>?\\|\u007f".indexOf(c) < 0);
  }

  FatNode directory(RelativePath path) {
    FatNode node = directories.get(path);
    if (node == null) {
      throw new IllegalArgumentException("no directory " + path);
    }
    return node;
  }

  private void place(FatNode node) {
    if (node.directory) {
      refuseNamesAlikeButForCase(node);
      node.size = entries(node).length;
    }
    if (node.path.isRoot() && geometry.bits() != 32) {
      if (node.size > (long) geometry.rootSectors() * FatLayout.SECTOR) {
        throw FruixException.failed("too many files in the root directory for FAT16");
      }
      return;
    }
    node.clusters = (node.size + geometry.clusterSize() - 1) / geometry.clusterSize();
    if (node.directory) {
      node.clusters = Math.max(1, node.clusters);
    }
    node.firstCluster = node.clusters == 0 ? 0 : nextCluster;
    nextCluster += node.clusters;
  }

  private static void refuseNamesAlikeButForCase(FatNode directory) {
    Set<String> names = new HashSet<>();
    for (FatNode child : directory.children) {
      String name = child.path.name();
      if (!names.add(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))) {
        throw FruixException.failed(
            "`" + child.path + "' and another file differ in case alone, which FAT cannot have");
      }
    }
  }

  /** The contents of DIRECTORY; their length does not depend on where its children are. */
  byte[] entries(FatNode directory) {
    DirectoryEntries entries = new DirectoryEntries();
    if (directory.path.isRoot()) {
      entries.volume(label);
    } else {
      FatNode parent = directory(directory.path.parent());
      entries.dots(directory.firstCluster, parent.path.isRoot() ? 0 : parent.firstCluster);
    }
    for (FatNode child : directory.children) {
      entries.add(
          child.path.name(), child.directory, child.firstCluster, child.directory ? 0 : child.size);
    }
    return entries.toBytes();
  }
}

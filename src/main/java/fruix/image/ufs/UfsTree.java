package fruix.image.ufs;

import fruix.diag.FruixException;
import fruix.image.DeviceNode;
import fruix.image.SparseFiles;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tree to be written as nodes: link groups joined, links counted, directories sized. */
final class UfsTree {

  /** The root first, a directory before what it holds. */
  final List<UfsNode> nodes = new ArrayList<>();

  private final Map<RelativePath, UfsNode> directories = new HashMap<>();
  private final Map<Integer, UfsNode> groups = new HashMap<>();

  UfsTree(Manifest manifest, List<DeviceNode> devices) {
    manifest.entries().forEach(this::add);
    devices.forEach(this::addDevice);
    for (UfsNode node : nodes) {
      if (node.isDirectory()) {
        node.size = DirectoryContents.size(node);
      }
      if (node.links > UfsLayout.LINK_MAX) {
        throw FruixException.failed(
            "`"
                + node.path
                + "' has "
                + node.links
                + " links, but UFS allows "
                + UfsLayout.LINK_MAX);
      }
    }
  }

  /**
   * Turns what SPARSE says into whole blocks of BLOCKSIZE. The last block of a file is always
   * stored: fsck_ffs does not let a file end with a hole.
   */
  void makeHoles(SparseFiles sparse, int blockSize) {
    for (UfsNode node : nodes) {
      if (node.type == UfsLayout.IFREG && node.size > blockSize) {
        node.holes = wholeBlocks(sparse.holes(node.path), blockSize, (node.size - 1) / blockSize);
      }
    }
  }

  private static long[] wholeBlocks(long[] bytes, int blockSize, long lastBlock) {
    long[] blocks = new long[bytes.length];
    int count = 0;
    for (int i = 0; i < bytes.length; i += 2) {
      long first = UfsLayout.ceilDiv(bytes[i], blockSize);
      long end = Math.min((bytes[i] + bytes[i + 1]) / blockSize, lastBlock);
      if (end > first) {
        blocks[count++] = first;
        blocks[count++] = end - first;
      }
    }
    return Arrays.copyOf(blocks, count);
  }

  private void add(Entry entry) {
    RelativePath path = entry.path();
    if (entry instanceof Entry.Directory) {
      UfsNode node = new UfsNode(path, entry.attributes(), UfsLayout.IFDIR, 0, "", 0);
      directories.put(path, node);
      enter(path, node, true);
    } else if (entry instanceof Entry.Symlink link) {
      int length = link.target().getBytes(StandardCharsets.UTF_8).length;
      if (length >= UfsLayout.PATH_MAX) {
        throw FruixException.failed(
            "the target of `" + path + "' is too long: " + length + " bytes");
      }
      enter(
          path,
          new UfsNode(path, entry.attributes(), UfsLayout.IFLNK, length, link.target(), 0),
          true);
    } else if (entry instanceof Entry.File file) {
      addFile(file);
    }
  }

  private void addFile(Entry.File file) {
    UfsNode known = file.linkGroup() == 0 ? null : groups.get(file.linkGroup());
    if (known == null) {
      UfsNode node =
          new UfsNode(file.path(), file.attributes(), UfsLayout.IFREG, file.size(), "", 0);
      if (file.linkGroup() != 0) {
        groups.put(file.linkGroup(), node);
      }
      enter(file.path(), node, true);
    } else {
      if (known.size != file.size()) {
        throw new IllegalArgumentException("hard links of two sizes: " + file.path());
      }
      enter(file.path(), known, false);
    }
  }

  private void addDevice(DeviceNode device) {
    int type = device.block() ? UfsLayout.IFBLK : UfsLayout.IFCHR;
    long number = deviceNumber(device.major(), device.minor());
    enter(
        device.path(), new UfsNode(device.path(), device.attributes(), type, 0, "", number), true);
  }

  /** makedev of sys/sys/types.h. */
  private static long deviceNumber(int major, int minor) {
    return (major & 0xffffff00L) << 32
        | (major & 0xffL) << 8
        | (minor & 0xff00L) << 24
        | minor & 0xffff00ffL;
  }

  private void enter(RelativePath path, UfsNode node, boolean first) {
    if (first) {
      nodes.add(node);
    }
    node.links++;
    if (path.isRoot()) {
      if (!node.isDirectory()) {
        throw new IllegalArgumentException("the root of a file system is a directory");
      }
      return;
    }
    UfsNode parent = directories.get(path.parent());
    if (parent == null) {
      throw new IllegalArgumentException("not in a directory of the tree: " + path);
    }
    parent.names.add(new UfsNode.Name(path.name(), node));
    if (node.isDirectory()) {
      node.parent = parent;
      parent.links++;
    }
  }
}

package fruix.image.ufs;

import fruix.diag.FruixException;
import fruix.image.DeviceNode;
import fruix.image.SparseFiles;
import fruix.mtree.Manifest;
import java.util.List;

/**
 * The place of every file of a tree in a new file system. Inodes lie in the cylinder group that the
 * data have reached, data follow one another in the order of the paths.
 */
public final class UfsPlan {
  /** newfs(8): one inode for so many fragments. */
  private static final int FRAGMENTS_PER_INODE = 2;

  /** A size that is computed is a multiple of this, as partitions are. */
  private static final long ROUND = 1 << 20;

  final UfsOptions options;
  final UfsTree tree;
  final UfsGeometry geometry;
  final CylinderGroup[] groups;

  private UfsPlan(UfsOptions options, UfsTree tree, UfsGeometry geometry) {
    this.options = options;
    this.tree = tree;
    this.geometry = geometry;
    this.groups = new CylinderGroup[geometry.groups()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new CylinderGroup(geometry, i);
    }
  }

  /**
   * Plans a file system for MANIFEST, whose root is a directory, and the device nodes DEVICES,
   * whose directories the manifest has. What does not fit is a diagnostic that says by how much.
   */
  public static UfsPlan of(UfsOptions options, Manifest manifest, List<DeviceNode> devices) {
    return of(options, manifest, devices, SparseFiles.NONE);
  }

  /** As {@link #of(UfsOptions, Manifest, List)}, with files that have holes. */
  public static UfsPlan of(
      UfsOptions options, Manifest manifest, List<DeviceNode> devices, SparseFiles sparse) {
    UfsTree tree = new UfsTree(manifest, devices);
    tree.makeHoles(sparse, options.blockSize());
    long blocks = blocksNeeded(options, tree);
    UfsGeometry geometry =
        options.size() > 0
            ? fixedSize(options, tree.nodes.size(), blocks)
            : smallestSize(options, tree.nodes.size(), blocks);
    UfsPlan plan = new UfsPlan(options, tree, geometry);
    plan.place(blocks);
    return plan;
  }

  /** The size of the file system in bytes; an image may be larger by less than a fragment. */
  public long size() {
    return geometry.bytes(geometry.fragments());
  }

  /** Bytes that will be free, including the reserve for root. */
  public long free() {
    long free = 0;
    for (CylinderGroup group : groups) {
      int[] counts = group.counts();
      free += (long) counts[1] * geometry.blockSize() + (long) counts[3] * geometry.fragmentSize();
    }
    return free;
  }

  private static long blocksNeeded(UfsOptions options, UfsTree tree) {
    long[] next = {0};
    int frag = options.blockSize() / options.fragmentSize();
    BlockSource endless =
        count -> {
          next[0] += count;
          return new BlockSource.Run((next[0] - count) * frag, count);
        };
    FragmentAllocator allocator =
        new FragmentAllocator(endless, options.blockSize(), options.fragmentSize());
    tree.nodes.forEach(allocator::place);
    return allocator.blocks();
  }

  private static UfsGeometry fixedSize(UfsOptions options, long files, long blocks) {
    UfsGeometry geometry = geometry(options, options.size() / options.fragmentSize(), files);
    long missing = blocks - geometry.freeBlocks();
    if (missing > 0) {
      long least = geometry(options, files, blocks, 0).fragments() * options.fragmentSize();
      throw FruixException.failed(
          "the root file system of "
              + options.size()
              + " bytes is too small by "
              + Math.max(missing * options.blockSize(), least - options.size())
              + " bytes",
          "give a root size of at least "
              + least
              + " bytes, and more for what the system will write");
    }
    return geometry;
  }

  private static UfsGeometry smallestSize(UfsOptions options, long files, long blocks) {
    long wanted = blocks + UfsLayout.ceilDiv(options.freeSpace(), options.blockSize());
    return geometry(options, files, wanted, options.minFree());
  }

  /** The smallest layout, in whole MiB, with BLOCKS free blocks besides the reserve. */
  private static UfsGeometry geometry(UfsOptions options, long files, long blocks, int reserve) {
    long total = UfsLayout.ceilDiv(blocks * 100, 100 - reserve);
    long frag = options.blockSize() / options.fragmentSize();
    long fragments = total * frag;
    while (true) {
      long rounded =
          UfsLayout.roundUp(fragments * options.fragmentSize(), ROUND) / options.fragmentSize();
      UfsGeometry geometry = geometry(options, rounded, files);
      long missing = total - geometry.freeBlocks();
      if (missing <= 0) {
        return geometry;
      }
      fragments = rounded + missing * frag;
    }
  }

  private static UfsGeometry geometry(UfsOptions options, long fragments, long files) {
    long wanted = files + UfsLayout.ROOT_INODE;
    long slack = Math.max(wanted / 8, 64);
    return UfsGeometry.of(
        options.blockSize(),
        options.fragmentSize(),
        fragments,
        Math.max(wanted + slack, fragments / FRAGMENTS_PER_INODE));
  }

  private void place(long blocks) {
    GroupBlocks source = new GroupBlocks(geometry);
    FragmentAllocator allocator =
        new FragmentAllocator(source, options.blockSize(), options.fragmentSize());
    for (UfsNode node : tree.nodes) {
      node.inode = groupForInode(source.group()).takeInode(node.isDirectory());
      allocator.place(node);
      for (int i = 0; i < node.runs.length; i += 2) {
        if (node.runs[i] != 0) {
          take(node.runs[i], node.runs[i + 1]);
        }
      }
      for (long block : node.indirect) {
        take(block, geometry.frag());
      }
    }
    if (allocator.blocks() != blocks) {
      throw new IllegalStateException("needed " + allocator.blocks() + " blocks, not " + blocks);
    }
  }

  private CylinderGroup groupForInode(int near) {
    for (int i = 0; i < groups.length; i++) {
      CylinderGroup group = groups[(near + i) % groups.length];
      if (group.hasFreeInode()) {
        return group;
      }
    }
    throw new IllegalStateException("more inodes taken than were counted");
  }

  /** Marks fragments; where two groups touch without metadata between them a run spans both. */
  private void take(long address, long count) {
    int group = (int) (address / geometry.perGroup());
    int first = (int) (address % geometry.perGroup());
    int here = (int) Math.min(count, geometry.perGroup() - first);
    groups[group].take(first, here);
    if (count > here) {
      take(address + here, count - here);
    }
  }
}

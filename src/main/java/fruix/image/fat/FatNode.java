package fruix.image.fat;

import fruix.io.RelativePath;
import java.util.ArrayList;
import java.util.List;

/** A file or directory whose place is being planned. */
final class FatNode {
  final RelativePath path;
  final boolean directory;
  final List<FatNode> children = new ArrayList<>();

  /** In bytes; of a directory a multiple of the entry length. */
  long size;

  /** First of the consecutive clusters that it takes; 0 when it takes none. */
  long firstCluster;

  long clusters;

  FatNode(RelativePath path, boolean directory, long size) {
    this.path = path;
    this.directory = directory;
    this.size = size;
  }
}

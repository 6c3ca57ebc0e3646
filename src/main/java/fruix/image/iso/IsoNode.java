package fruix.image.iso;

import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of any kind that is being given its place; one for all the names of a file. */
final class IsoNode {

  /** A name in a directory, with its identifier for readers without Rock Ridge. */
  record Name(String text, String identifier, IsoNode node) {}

  final RelativePath path;
  final Attributes attributes;

  /** Of {@link RockRidge}: directory, file or symbolic link. */
  final int type;

  final long size;
  final String target;
  int links;

  /** The first of its sectors. */
  long sector;

  /** Of a directory only: what it holds, sorted by identifier, and its records. */
  List<Name> names = new ArrayList<>();

  IsoNode parent = this;
  final IsoNames identifiers = new IsoNames();
  @Nullable DirectoryExtent extent;

  IsoNode(RelativePath path, Attributes attributes, int type, long size, String target) {
    this.path = path;
    this.attributes = attributes;
    this.type = type;
    this.size = size;
    this.target = target;
    this.links = type == RockRidge.DIRECTORY ? 1 : 0;
  }

  boolean isDirectory() {
    return type == RockRidge.DIRECTORY;
  }

  DirectoryExtent requireExtent() {
    if (extent == null) {
      throw new IllegalStateException("not laid out: " + path);
    }
    return extent;
  }
}

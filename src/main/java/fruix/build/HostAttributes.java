package fruix.build;

import fruix.diag.FruixException;
import fruix.io.HostFile;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Metalog;
import fruix.mtree.MetalogReader;
import fruix.mtree.Owner;
import fruix.mtree.UserTable;
import fruix.store.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Owners, modes and flags of the files of a FreeBSD root on the host: from its METALOG if it has
 * one; else from its inodes if the root belongs to uid 0; else {@code root:wheel} with the inodes'
 * modes. The top itself is always {@link Attributes#DIRECTORY}, wherever it lies.
 *
 * @param owners whether the inodes' owners count
 */
public record HostAttributes(Map<RelativePath, Metalog.Item> listed, boolean owners)
    implements Selection.AttributeRule {

  /** Those of ROOT without a METALOG. */
  static HostAttributes ofInodes(Path root) {
    try {
      return new HostAttributes(Map.of(), HostFile.of(root.toRealPath()).uid() == 0);
    } catch (IOException e) {
      throw FruixException.io("read", root, e);
    }
  }

  /** Those of ROOT as the file METALOG lists them; ids of names come from ROOT's own tables. */
  public static HostAttributes ofMetalog(Path root, Path metalog) {
    MetalogReader reader = new MetalogReader(UserTable.ofEtc(root.resolve("etc")));
    return new HostAttributes(reader.read(metalog).items(), false);
  }

  @Override
  public Attributes of(RelativePath path, HostFile file) {
    if (path.isRoot()) {
      return Attributes.DIRECTORY;
    }
    Metalog.Item item = listed.get(path);
    if (item != null && kind(item) == file.kind()) {
      return item.attributes();
    }
    Owner owner = owners ? new Owner(file.uid(), file.gid()) : Owner.ROOT;
    // Linux gives links a mode of its own, 0777, which says nothing.
    int mode = file.kind() == HostFile.Kind.SYMLINK ? Attributes.SYMLINK.mode() : file.mode();
    return new Attributes(mode, owner, "");
  }

  private static HostFile.Kind kind(Metalog.Item item) {
    return switch (item.kind()) {
      case DIRECTORY -> HostFile.Kind.DIRECTORY;
      case FILE -> HostFile.Kind.REGULAR;
      case SYMLINK -> HostFile.Kind.SYMLINK;
    };
  }

  /** Where the METALOG of ROOT lies if it has one. */
  static Path standardPlace(Path root) {
    return root.resolve("METALOG");
  }

  static boolean hasMetalog(Path root) {
    return Files.isRegularFile(standardPlace(root));
  }
}

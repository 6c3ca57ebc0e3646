package fruix.store;

import fruix.hash.Sha256;
import fruix.io.HostFile;
import fruix.io.HostName;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Copies a host tree into an item. */
final class TreeImport {
  private final ItemWriter out;
  private final Path host;
  private final RelativePath at;
  private final Selection selection;
  private final Map<String, RelativePath> firstNames = new HashMap<>();

  TreeImport(ItemWriter out, Path host, RelativePath at, Selection selection) {
    this.out = out;
    this.host = host;
    this.at = at;
    this.selection = selection;
  }

  void run() throws IOException {
    add(host, RelativePath.ROOT, at);
  }

  private void add(Path source, RelativePath path, RelativePath to) throws IOException {
    HostFile file = HostFile.of(source);
    Attributes attributes = selection.attributes().of(path, file);
    switch (file.kind()) {
      case DIRECTORY -> {
        out.directory(to, attributes);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(source)) {
          for (Path child : children) {
            String name = HostName.of(child);
            RelativePath childPath = path.resolve(name);
            if (selection.includes().test(childPath)) {
              add(child, childPath, to.resolve(name));
            }
          }
        }
      }
      case REGULAR -> addFile(source, file, attributes, to);
      case SYMLINK ->
          out.symlink(to, attributes, HostName.ofTarget(Files.readSymbolicLink(source), source));
      default -> throw new IOException("a " + file.kind() + " cannot be in the store: " + source);
    }
  }

  private void addFile(Path source, HostFile file, Attributes attributes, RelativePath to)
      throws IOException {
    if (file.links() > 1) {
      RelativePath first = firstNames.putIfAbsent(file.device() + ":" + file.inode(), to);
      if (first != null) {
        out.hardlink(to, first);
        return;
      }
    }
    ItemTree tree = out.tree();
    tree.claim(to);
    Path target = tree.physical(to);
    Sha256 digest = out.withCopier(copier -> copier.copy(source, file.size(), target));
    out.physicalAttributes().applyToFile(target, attributes);
    tree.put(new Entry.File(to, attributes, file.size(), digest, 0));
  }
}

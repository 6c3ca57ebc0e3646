package fruix.source;

import fruix.build.Derivation;
import fruix.build.StagedTree;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells which files a source has. */
public final class SourceFiles {

  private SourceFiles() {}

  /**
   * Tells the files of SOURCE by their paths in the tree; empty as long as that is not known: a
   * source from elsewhere is, once it is in STORE.
   */
  public static Optional<Predicate<RelativePath>> known(Derivation source, Store store) {
    if (source.staged().isPresent()) {
      return source.staged().map(StagedTree::manifest).map(EssentialFiles::filesOf);
    }
    return store.isValid(source.path())
        ? Optional.of(inItem(store.manifest(source.path())))
        : Optional.empty();
  }

  /** Tells the files in the tree of the item that MANIFEST is of. */
  public static Predicate<RelativePath> inItem(Manifest manifest) {
    List<Entry> files = new ArrayList<>();
    for (Entry entry : manifest.entries()) {
      if (!(entry instanceof Entry.Directory) && SourceLayout.TREE.contains(entry.path())) {
        files.add(entry);
      }
    }
    Predicate<RelativePath> has = EssentialFiles.filesOf(files);
    return path -> has.test(SourceLayout.TREE.resolve(path.value()));
  }
}

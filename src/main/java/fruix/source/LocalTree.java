package fruix.source;

import fruix.build.HostTree;
import fruix.build.PathRules;
import fruix.build.StagedTree;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Manifest;
import fruix.store.Selection;
import fruix.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A source tree in a directory of the host. */
final class LocalTree {
  private static final String PURPOSE = "freebsd-source";

  private LocalTree() {}

  /**
   * Looks at all of ROOT, which may be a link, but the data of version control systems; STORE
   * remembers the digests for the next look. An error with exit status 3 says what makes it no
   * FreeBSD source tree.
   */
  static StagedTree scan(Path root, Store store) {
    demandSource(root);
    Path real = HostTree.real(root);
    Manifest manifest =
        store.manifestOf(real, PURPOSE, Selection.of(path -> !SourceLayout.isVersionControl(path)));
    return new StagedTree(real, manifest, PathRules.ALL);
  }

  private static void demandSource(Path root) {
    if (!Files.isDirectory(root)) {
      throw wrong(
          Files.exists(root) ? root + " is not a directory" : "there is no directory " + root,
          null);
    }
    if (isEmpty(root)) {
      throw wrong("the directory " + root + " is empty", "a FreeBSD source tree is expected there");
    }
    List<RelativePath> missing =
        EssentialFiles.missing(path -> Files.isRegularFile(path.under(root)));
    if (missing.contains(SourceLayout.NEWVERS)) {
      throw wrong(
          root + " is no FreeBSD source tree: it has no " + SourceLayout.NEWVERS, nearby(root));
    }
    if (!missing.isEmpty()) {
      throw wrong(
          "the source tree " + root + " lacks " + EssentialFiles.list(missing),
          "FreeBSD's makefiles need that; is the tree complete?");
    }
  }

  private static boolean isEmpty(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw FruixException.io("read", directory, e);
    }
  }

  private static @Nullable String nearby(Path root) {
    for (String place : List.of("usr/src", "src")) {
      if (Files.isRegularFile(SourceLayout.NEWVERS.under(root.resolve(place)))) {
        return "did you mean " + root.resolve(place) + "?";
      }
    }
    return null;
  }

  private static FruixException wrong(String message, @Nullable String hint) {
    return new FruixException(Diagnostic.of(ExitCode.DECLARATION, message).withHint(hint));
  }
}

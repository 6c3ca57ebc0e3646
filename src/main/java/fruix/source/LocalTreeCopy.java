package fruix.source;

import fruix.build.StagedTree;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.HostFile;
import fruix.io.HostName;
import fruix.io.Parallel;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies a tree of the host as it was scanned, on all processors; a file that is no longer the one
 * that was scanned fails it.
 */
record LocalTreeCopy(StagedTree tree, RelativePath at, TreeSink out) {

  /** Names of one file: the first of them, and the others. */
  private record Names(RelativePath first, List<RelativePath> others) {}

  void run() throws IOException, InterruptedException {
    List<Entry> leaves = new ArrayList<>();
    Map<Integer, Names> linked = new HashMap<>();
    for (Entry entry : tree.manifest().entries()) {
      if (entry instanceof Entry.Directory directory) {
        out.directory(place(directory.path()), directory.attributes());
      } else if (isFirstName(entry, linked)) {
        leaves.add(entry);
      }
    }
    Parallel.forEach(leaves, this::copy);
    for (Names names : linked.values()) {
      for (RelativePath other : names.others()) {
        out.hardlink(place(other), place(names.first()));
      }
    }
  }

  private static boolean isFirstName(Entry entry, Map<Integer, Names> linked) {
    if (!(entry instanceof Entry.File file) || file.linkGroup() == 0) {
      return true;
    }
    Names names = linked.putIfAbsent(file.linkGroup(), new Names(file.path(), new ArrayList<>()));
    if (names != null) {
      names.others().add(file.path());
    }
    return names == null;
  }

  private RelativePath place(RelativePath path) {
    return path.isRoot() ? at : at.resolve(path.value());
  }

  private void copy(Entry entry) throws IOException {
    Path host = entry.path().under(tree.root());
    if (entry instanceof Entry.Symlink link) {
      symlink(host, link);
    } else if (entry instanceof Entry.File file) {
      file(host, file);
    }
  }

  private void symlink(Path host, Entry.Symlink link) throws IOException {
    if (!Files.isSymbolicLink(host)
        || !HostName.ofTarget(Files.readSymbolicLink(host), host).equals(link.target())) {
      throw changed(host);
    }
    out.symlink(place(link.path()), link.attributes(), link.target());
  }

  private void file(Path host, Entry.File file) throws IOException {
    if (!Files.exists(host, LinkOption.NOFOLLOW_LINKS)) {
      throw changed(host);
    }
    HostFile now = HostFile.of(host);
    if (now.kind() != HostFile.Kind.REGULAR || now.size() != file.size()) {
      throw changed(host);
    }
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(host, LinkOption.NOFOLLOW_LINKS), digest)) {
      out.file(place(file.path()), file.attributes(), file.size(), in);
    }
    if (!Sha256.of(digest).equals(file.digest())) {
      throw changed(host);
    }
  }

  private static FruixException changed(Path host) {
    return new FruixException(
        Diagnostic.of(ExitCode.BUILD, host + " changed since the source tree was looked at")
            .withHint("run the command again when nothing writes to the tree"));
  }
}

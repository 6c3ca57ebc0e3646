package fruix.build;

import fruix.archive.Elf;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.HostFile;
import fruix.io.HostName;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.ManifestWriter;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code stage-tree}: part of a directory tree of the host, as it was scanned. */
final class StageTreeBuilder implements Builder {
  static final String NAME = "stage-tree";
  static final String VERSION = "1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException {
    StagedTree tree =
        context
            .derivation()
            .staged()
            .orElseThrow(
                () -> failure("stage-tree: it is not known here where the tree lies on the host"));
    RelativePath at = RelativePath.ROOT;
    Optional<String> freeBsd = Optional.empty();
    for (Form form : context.forms()) {
      switch (form.tag()) {
        case "at" -> at = form.arity(1, 1).path(0);
        case "require-os" -> {
          form.arity(2, 2).symbol(0, List.of("freebsd"));
          freeBsd = Optional.of(form.string(1));
        }
        case "content-hash" -> {
          if (!form.arity(1, 1).sha256(0).equals(ManifestWriter.contentHash(tree.manifest()))) {
            throw form.error("the tree is another one");
          }
        }
        case "include", "require", "exclude" -> {}
        default -> throw form.unknown();
      }
    }
    context.log("from " + tree.root());
    new Copy(tree, at, freeBsd, out).run();
  }

  private static FruixException failure(String message) {
    return new FruixException(Diagnostic.of(ExitCode.BUILD, message));
  }

  private record Copy(
      StagedTree tree,
      RelativePath at,
      Optional<String> freeBsd,
      TreeSink out,
      Map<Integer, RelativePath> groups) {

    Copy(StagedTree tree, RelativePath at, Optional<String> freeBsd, TreeSink out) {
      this(tree, at, freeBsd, out, new HashMap<>());
    }

    void run() throws IOException {
      for (Entry entry : tree.manifest().entries()) {
        RelativePath place = entry.path().isRoot() ? at : at.resolve(entry.path().value());
        Path host = entry.path().under(tree.root());
        if (entry instanceof Entry.Directory directory) {
          out.directory(place, directory.attributes());
        } else if (entry instanceof Entry.Symlink link) {
          symlink(host, link, place);
        } else if (entry instanceof Entry.File file) {
          file(host, file, place);
        }
      }
    }

    private void symlink(Path host, Entry.Symlink link, RelativePath place) throws IOException {
      if (!Files.isSymbolicLink(host)
          || !HostName.ofTarget(Files.readSymbolicLink(host), host).equals(link.target())) {
        throw changed(host);
      }
      out.symlink(place, link.attributes(), link.target());
    }

    private void file(Path host, Entry.File file, RelativePath place) throws IOException {
      RelativePath first =
          file.linkGroup() == 0 ? null : groups.putIfAbsent(file.linkGroup(), place);
      if (first != null) {
        out.hardlink(place, first);
        return;
      }
      HostFile now = HostFile.of(host);
      if (now.kind() != HostFile.Kind.REGULAR || now.size() != file.size()) {
        throw changed(host);
      }
      if (freeBsd.isPresent()) {
        demandFreeBsd(host, freeBsd.get());
      }
      MessageDigest digest = Sha256.newDigest();
      try (InputStream in =
          new DigestInputStream(Files.newInputStream(host, LinkOption.NOFOLLOW_LINKS), digest)) {
        out.file(place, file.attributes(), file.size(), in);
      }
      if (!Sha256.of(digest).equals(file.digest())) {
        throw changed(host);
      }
    }

    private static void demandFreeBsd(Path host, String arch) {
      Optional<Elf> elf = Elf.read(host);
      if (elf.isPresent() && !elf.get().isForFreeBsd()) {
        throw failure("stage-tree: " + host + " is a program for another system than FreeBSD");
      }
      if (elf.isPresent() && !elf.get().isForMachine(arch)) {
        throw failure("stage-tree: " + host + " is a program for another machine than " + arch);
      }
    }

    private static FruixException changed(Path host) {
      return new FruixException(
          Diagnostic.of(ExitCode.BUILD, "stage-tree: " + host + " changed while it was copied")
              .withHint("run the command again"));
    }
  }
}

package fruix.source;

import fruix.build.BuildContext;
import fruix.build.Builder;
import fruix.build.ItemReference;
import fruix.build.StagedTree;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestWriter;
import fruix.mtree.TreeSink;
import fruix.process.ProcessRunner;
import fruix.source.git.GitExport;
import fruix.source.git.GitMirror;
import fruix.source.git.GitProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code materialize-source}: a FreeBSD source tree, and where it came from. */
public final class MaterializeSourceBuilder implements Builder {
  static final String NAME = "materialize-source";
  static final String VERSION = "1";

  private final Map<String, String> environment;
  private final ProcessRunner runner;

  /**
   * @param environment where git is found, and proxies; it does not change what comes out
   */
  public MaterializeSourceBuilder(Map<String, String> environment, ProcessRunner runner) {
    this.environment = environment;
    this.runner = runner;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return VERSION;
  }

  /** A tree that was handed over, and where it lay in its archive. */
  private record Taken(Manifest tree, RelativePath root) {}

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException, InterruptedException {
    SourceRequest request = SourceRequest.of(context.derivation());
    out.directory(RelativePath.ROOT, Attributes.DIRECTORY);
    Taken taken =
        switch (request.declared().kind()) {
          case SourceOrigin.LOCAL_TREE -> localTree(request, context, out);
          case SourceOrigin.GIT -> repository(request, context, out);
          default -> archive(request, context, out);
        };
    SourceInfo info =
        new SourceInfo(
            request.name(),
            request.declared(),
            request.effective(),
            ManifestWriter.contentHash(taken.tree()),
            taken.root(),
            newvers(taken.tree()));
    byte[] text = info.text().getBytes(StandardCharsets.UTF_8);
    out.file(SourceLayout.INFO, Attributes.FILE, text.length, new ByteArrayInputStream(text));
  }

  private static Taken localTree(SourceRequest request, BuildContext context, TreeSink out)
      throws IOException, InterruptedException {
    StagedTree tree =
        context
            .derivation()
            .staged()
            .orElseThrow(
                () -> failure("it is not known here where the tree lies on the host", null));
    Sha256 hash = ManifestWriter.contentHash(tree.manifest());
    if (!request.treeHash().filter(hash::equals).isPresent()) {
      throw failure("the tree at " + tree.root() + " is another one", null);
    }
    context.log("copying " + tree.root());
    context.progress("copying the source tree", 0, 0);
    new LocalTreeCopy(tree, SourceLayout.TREE, out).run();
    return new Taken(tree.manifest(), RelativePath.ROOT);
  }

  private Taken repository(SourceRequest request, BuildContext context, TreeSink out)
      throws IOException, InterruptedException {
    String url = request.declared().url().orElseThrow();
    String commit = request.commit().orElseThrow();
    Path cache = context.store().root().resolve("frx/var/cache/fruix/freebsd-source/git");
    GitMirror mirror = new GitMirror(GitProgram.find(environment, runner), cache, url);
    context.log("commit " + commit + " of " + url);
    context.progress("fetching " + url, 0, 0);
    mirror.fetch(commit, request.declared().ref());
    SourceSink sink = new SourceSink(RelativePath.ROOT, out);
    context.progress("reading commit " + commit, 0, 0);
    new GitExport(mirror, commit, context.scratch())
        .run(path -> !SourceLayout.isVersionControl(path), sink);
    return demandSource(new Taken(sink.manifest(), RelativePath.ROOT), url + " at " + commit);
  }

  private static Taken archive(SourceRequest request, BuildContext context, TreeSink out)
      throws IOException {
    ItemReference item = request.archive().orElseThrow();
    Path file = item.path().under(context.physical(item.item()));
    SourceArchive archive = new SourceArchive(file, Runtime.getRuntime().availableProcessors());
    context.log("unpacking " + item);
    context.progress("looking for the source tree in " + item.item().name(), 0, 0);
    RelativePath root = archive.root();
    SourceSink sink = new SourceSink(root, out);
    context.progress("unpacking " + item.item().name(), 0, 0);
    archive.read(root, sink);
    return demandSource(new Taken(sink.manifest(), root), "the archive " + item.item().name());
  }

  private static Taken demandSource(Taken taken, String where) {
    List<RelativePath> missing = EssentialFiles.missing(EssentialFiles.filesOf(taken.tree()));
    if (missing.contains(SourceLayout.NEWVERS)) {
      throw failure(
          "no FreeBSD source tree in " + where + ": it has no " + SourceLayout.NEWVERS, null);
    }
    if (!missing.isEmpty()) {
      throw failure(
          "the source tree in " + where + " lacks " + EssentialFiles.list(missing),
          "FreeBSD's makefiles need that; is the tree complete?");
    }
    return taken;
  }

  private static Sha256 newvers(Manifest tree) {
    return tree.entries().stream()
        .filter(entry -> entry.path().equals(SourceLayout.NEWVERS))
        .filter(Entry.File.class::isInstance)
        .map(entry -> ((Entry.File) entry).digest())
        .findFirst()
        .orElseThrow(() -> failure(SourceLayout.NEWVERS + " is no regular file", null));
  }

  static FruixException failure(String message, @Nullable String hint) {
    return new FruixException(Diagnostic.of(ExitCode.BUILD, NAME + ": " + message).withHint(hint));
  }
}

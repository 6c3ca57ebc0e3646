package fruix.build;

import fruix.archive.ArchiveReader;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code unpack-archives}: the contents of tar archives, each chosen by rules. */
final class UnpackArchivesBuilder implements Builder {
  private final int threads;

  UnpackArchivesBuilder() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param threads for decompression; they do not change what comes out
   */
  UnpackArchivesBuilder(int threads) {
    this.threads = threads;
  }

  private record Archive(ItemReference item, PathRules rules) {}

  @Override
  public String name() {
    return "unpack-archives";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException {
    List<Archive> archives = new ArrayList<>();
    RelativePath at = RelativePath.ROOT;
    for (Form form : context.forms()) {
      switch (form.tag()) {
        case "archive" ->
            archives.add(new Archive(context.input(form, 0), PathRules.of(form.forms(1))));
        case "at" -> at = form.arity(1, 1).path(0);
        default -> throw form.unknown();
      }
    }
    UnpackSink sink = new UnpackSink(at, out);
    for (Archive archive : archives) {
      read(archive, context, sink);
    }
    sink.finish();
  }

  private void read(Archive archive, BuildContext context, UnpackSink sink) throws IOException {
    PathRules rules = archive.rules();
    Path file = archive.item().path().under(context.physical(archive.item().item()));
    context.log("unpacking " + archive.item());
    context.progress("unpacking " + archive.item().item().name(), 0, 0);
    sink.begin(archive.item().toString(), rules);
    try {
      new ArchiveReader(threads)
          .read(
              file,
              path ->
                  rules.takes(path, false) || rules.takes(path, true) || rules.mayTakeBelow(path),
              sink);
    } catch (FruixException e) {
      throw asBuildFailure(e);
    }
    SliceBuilder.refuseUnmet(name(), sink.unmet(), archive.item().toString());
  }

  /** A bad archive is an input that is wrong: the build's failure, not the machine's. */
  private static FruixException asBuildFailure(FruixException e) {
    return e.exitCode() == ExitCode.INTERRUPTED
        ? e
        : new FruixException(
            e.diagnostics().stream()
                .map(
                    d ->
                        new Diagnostic(
                            ExitCode.BUILD, d.message(), d.location(), d.trace(), d.hint()))
                .toList(),
            e);
  }
}

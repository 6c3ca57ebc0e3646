package fruix.source.git;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the files of a commit straight from its objects: no index, no work tree, so that neither
 * attributes nor line-end settings touch a byte.
 */
public final class GitExport {
  private static final int BUFFER = 1 << 16;
  private static final int SHOWN = 10;

  private final GitMirror mirror;
  private final String commit;
  private final Path scratch;

  /**
   * @param mirror has COMMIT
   * @param scratch a directory for notes
   */
  public GitExport(GitMirror mirror, String commit, Path scratch) {
    this.mirror = mirror;
    this.commit = commit;
    this.scratch = scratch;
  }

  /** Hands the files whose paths WANTED accepts to SINK, sorted as git does. */
  public void run(Predicate<RelativePath> wanted, TreeSink sink) throws IOException {
    List<GitEntry> entries = list(wanted);
    List<GitEntry> blobs =
        entries.stream().filter(entry -> entry.kind() != GitEntry.Kind.SUBMODULE).toList();
    Path names = scratch.resolve("objects");
    Files.write(names, blobs.stream().map(GitEntry::object).toList());
    demandWhole(blobs, names);
    for (GitEntry entry : entries) {
      if (entry.kind() == GitEntry.Kind.SUBMODULE) {
        sink.directory(entry.path(), Attributes.DIRECTORY);
      }
    }
    mirror.stream(
        List.of("cat-file", "--batch", "--buffer"), names, output -> copy(blobs, output, sink));
  }

  private List<GitEntry> list(Predicate<RelativePath> wanted) throws IOException {
    List<GitEntry> entries = new ArrayList<>();
    Path nothing = Files.write(scratch.resolve("nothing"), new byte[0]);
    mirror.stream(
        List.of("ls-tree", "-r", "-z", "--full-tree", commit),
        nothing,
        output -> {
          GitReader in = new GitReader(new BufferedInputStream(output, BUFFER));
          for (String line = in.until('\0'); line != null; line = in.until('\0')) {
            GitEntry entry = entry(line);
            if (wanted.test(entry.path())) {
              entries.add(entry);
            }
          }
        });
    return entries;
  }

  /** Reads {@code MODE TYPE OBJECT TAB PATH}. */
  private GitEntry entry(String line) {
    int tab = line.indexOf('\t');
    String[] fields = line.substring(0, Math.max(tab, 0)).split(" ", -1);
    try {
      if (fields.length != 3) {
        throw new IllegalArgumentException("not an entry of a tree");
      }
      return new GitEntry(
          GitEntry.Kind.of(fields[0]), fields[2], new RelativePath(line.substring(tab + 1)));
    } catch (IllegalArgumentException e) {
      throw new FruixException(
          Diagnostic.of(
              ExitCode.FAILED,
              "commit " + commit + " cannot be taken: `" + line + "': " + e.getMessage()),
          e);
    }
  }

  /** Refuses a repository that lacks any of BLOBS, whose names are in the file NAMES. */
  private void demandWhole(List<GitEntry> blobs, Path names) throws IOException {
    List<String> missing = new ArrayList<>();
    mirror.stream(
        List.of("cat-file", "--batch-check", "--buffer"),
        names,
        output -> {
          GitReader in = new GitReader(new BufferedInputStream(output, BUFFER));
          for (GitEntry entry : blobs) {
            String line = in.until('\n');
            if (line == null) {
              throw new EOFException("git says nothing of " + entry.path());
            }
            if (line.endsWith(" missing")) {
              missing.add(entry.path().value());
            }
          }
        });
    if (!missing.isEmpty()) {
      throw lacking(missing);
    }
  }

  private FruixException lacking(List<String> missing) {
    int more = missing.size() - SHOWN;
    return new FruixException(
        Diagnostic.of(
                ExitCode.FAILED,
                "the repository lacks the contents of "
                    + String.join(", ", missing.subList(0, Math.min(SHOWN, missing.size())))
                    + (more > 0 ? " and " + more + " more files" : "")
                    + " of commit "
                    + commit)
            .withHint("it may be a partial clone: fetch from a whole one"));
  }

  private static void copy(List<GitEntry> blobs, InputStream output, TreeSink sink)
      throws IOException {
    GitReader in = new GitReader(new BufferedInputStream(output, BUFFER));
    for (GitEntry entry : blobs) {
      String header = in.until('\n');
      if (header == null || !header.startsWith(entry.object() + " blob ")) {
        throw new IOException("git gives no contents of " + entry.path() + ": " + header);
      }
      long size = Long.parseLong(header.substring(header.lastIndexOf(' ') + 1));
      take(entry, size, in, sink);
      in.skipOne();
    }
  }

  private static void take(GitEntry entry, long size, GitReader in, TreeSink sink)
      throws IOException {
    try (InputStream content = in.content(size)) {
      switch (entry.kind()) {
        case FILE -> sink.file(entry.path(), Attributes.FILE, size, content);
        case EXECUTABLE -> sink.file(entry.path(), Attributes.EXECUTABLE, size, content);
        default ->
            sink.symlink(
                entry.path(),
                Attributes.SYMLINK,
                new String(content.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }
}

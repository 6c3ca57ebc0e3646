package fruix.source.git;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.LockFile;
import fruix.process.CommandResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bare repository that holds the commits which were fetched from one URL, each without its
 * history where the other side allows that. A commit is there once a ref names it, which is set
 * last. One process fetches at a time, others wait.
 */
@SuppressWarnings("try") // locks are held, not used
public final class GitMirror {
  private static final Duration QUICK = Duration.ofMinutes(10);
  private static final Duration TRANSFER = Duration.ofHours(12);
  private static final int SHA256_DIGITS = 64;

  private final GitProgram git;
  private final Path cache;
  private final String url;
  private final Path directory;

  /**
   * @param cache the directory that holds the mirrors
   */
  public GitMirror(GitProgram git, Path cache, String url) {
    this.git = git;
    this.cache = cache;
    this.url = url;
    this.directory = cache.resolve(Sha256.ofUtf8(url).hex160());
  }

  /**
   * Sees to it that COMMIT is here, whole.
   *
   * @param ref where it is to be found if the other side does not give out commits by name
   */
  public void fetch(String commit, Optional<String> ref) throws IOException, InterruptedException {
    Files.createDirectories(cache);
    try (LockFile locks = LockFile.open(cache.resolve("lock"));
        LockFile.Held held = locks.exclusive(Sha256.ofUtf8(url).w0() >>> 1)) {
      prepare(commit);
      if (!has(commit)) {
        transfer(commit, ref);
      }
    }
  }

  private void prepare(String commit) throws IOException {
    if (!Files.exists(directory.resolve("HEAD"))) {
      List<String> init = new ArrayList<>(List.of("init", "--quiet", "--bare", "--template="));
      if (commit.length() == SHA256_DIGITS) {
        init.add("--object-format=sha256");
      }
      init.add(directory.toString());
      git.run(cache, QUICK, init).orFail();
    }
    // Of a process that was killed; the lock says that none is at work.
    Files.deleteIfExists(directory.resolve("shallow.lock"));
    Files.deleteIfExists(directory.resolve(name(commit) + ".lock"));
    deletePartial();
  }

  /** Deletes what transfers that broke off have left. */
  private void deletePartial() throws IOException {
    Path packs = directory.resolve("objects/pack");
    if (Files.isDirectory(packs)) {
      try (DirectoryStream<Path> partial = Files.newDirectoryStream(packs, "tmp_*")) {
        for (Path file : partial) {
          Files.delete(file);
        }
      }
    }
  }

  /** The ref that says that COMMIT is here. */
  private static String name(String commit) {
    return "refs/fruix/" + commit;
  }

  private boolean has(String commit) {
    return run(QUICK, List.of("rev-parse", "--verify", "--quiet", name(commit) + "^{commit}"))
        .output()
        .strip()
        .equals(commit);
  }

  private void transfer(String commit, Optional<String> ref) throws IOException {
    CommandResult result = fetch(List.of("--depth=1"), commit + ":" + name(commit));
    if (!result.succeeded() && givesOutRefsOnly(result)) {
      String wanted = ref.orElse("refs/*");
      result = fetch(List.of(), "+" + wanted + ":" + temporary(wanted));
      if (result.succeeded()) {
        result = run(QUICK, List.of("update-ref", name(commit), commit));
      }
    }
    if (!result.succeeded()) {
      deletePartial();
      throw failure(commit, result);
    }
    if (!has(commit)) {
      throw new FruixException(
          Diagnostic.of(ExitCode.FAILED, commit + " is no commit of " + url)
              .withHint("give the commit itself, not a tag or a tree"));
    }
  }

  private static String temporary(String wanted) {
    return wanted.endsWith("*") ? "refs/remote/*" : "refs/remote/wanted";
  }

  private CommandResult fetch(List<String> options, String refspec) {
    List<String> arguments =
        new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "--no-write-fetch-head"));
    arguments.addAll(options);
    arguments.addAll(List.of("--", url, refspec));
    return run(TRANSFER, arguments);
  }

  /** Whether a server said that it gives out what has a name, not any commit, or not by depth. */
  private static boolean givesOutRefsOnly(CommandResult result) {
    return result.errors().contains("unadvertised object")
        || result.errors().contains("does not support shallow");
  }

  private FruixException failure(String commit, CommandResult result) {
    if (result.errors().contains("not our ref")) {
      return new FruixException(
          Diagnostic.of(ExitCode.FAILED, "the git repository " + url + " has no commit " + commit)
              .withHint("is the commit right, and has it been pushed there?"));
    }
    if (result.errors().contains("corruption on the remote side")
        || result.errors().contains("pack-objects died")) {
      return GitProgram.failure(
          "the git repository " + url + " lacks parts of commit " + commit + ", or is damaged",
          result,
          "it may be a partial clone: name a whole one; `git fsck' there tells what is missing");
    }
    return GitProgram.failure(
        "cannot fetch commit " + commit + " of the git repository " + url,
        result,
        "is the URL right, and in reach?");
  }

  private CommandResult run(Duration limit, List<String> arguments) {
    return git.run(directory, limit, here(arguments));
  }

  private List<String> here(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--git-dir=" + directory));
    all.addAll(arguments);
    return all;
  }

  /** Runs git with ARGUMENTS on what is here, and on INPUT. */
  void stream(List<String> arguments, Path input, GitProgram.Reader reader) throws IOException {
    git.stream(directory, TRANSFER, here(arguments), input, reader);
  }
}

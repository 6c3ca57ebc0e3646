package fruix.source.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.image.Judge;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import fruix.process.ProcessRunner;
import fruix.source.SampleSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class GitTest {
  private Path directory;
  private Path work;
  private String commit;
  private String url;

  @BeforeEach
  void open(@TempDir Path place) throws IOException, InterruptedException {
    directory = place;
    work = SampleSource.write(place.resolve("src"));
    commit = SampleSource.commit(work);
    url = work.toUri().toString();
  }

  /** Git in an environment of a user who has set everything otherwise. */
  private GitProgram git() throws IOException {
    Path home = directory.resolve("home");
    SampleSource.file(
        home,
        ".gitconfig",
        "[url \"file:///nowhere/\"]\n insteadOf = file:///\n[core]\n autocrlf = true\n"
            + "[fetch]\n fsckObjects = true\n[transfer]\n hideRefs = refs/heads\n");
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("HOME", home.toString());
    environment.put("GIT_DIR", home.toString());
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "url.file:///nowhere/.insteadOf");
    environment.put("GIT_CONFIG_VALUE_0", "file:///");
    return GitProgram.find(environment, new ProcessRunner(Duration.ofSeconds(1)));
  }

  private GitMirror mirror() throws IOException {
    return new GitMirror(git(), directory.resolve("cache"), url);
  }

  /** Path to kind and contents. */
  private static final class Seen implements TreeSink {
    final Map<String, String> files = new TreeMap<>();

    @Override
    public void directory(RelativePath path, Attributes attributes) {
      files.put(path.value(), "directory");
    }

    @Override
    public void file(RelativePath path, Attributes attributes, long size, InputStream content)
        throws IOException {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(size, text.getBytes(StandardCharsets.UTF_8).length);
      files.put(path.value(), (attributes.mode() == 0555 ? "program " : "file ") + text);
    }

    @Override
    public void symlink(RelativePath path, Attributes attributes, String target) {
      files.put(path.value(), "link " + target);
    }

    @Override
    public void hardlink(RelativePath path, RelativePath existing) {
      throw new AssertionError("git has no hard links");
    }
  }

  private Map<String, String> export(String wanted) throws IOException, InterruptedException {
    GitMirror mirror = mirror();
    mirror.fetch(wanted, Optional.of("main"));
    Seen seen = new Seen();
    Path scratch = Files.createTempDirectory(directory, "scratch");
    new GitExport(mirror, wanted, scratch).run(path -> true, seen);
    return seen.files;
  }

  private static void refused(String words, Executable action) {
    FruixException e = assertThrows(FruixException.class, action);
    String all = e.getMessage() + " / " + e.diagnostics().get(0).hint();
    assertTrue(all.contains(words), all);
  }

  @Test
  void filesComeAsTheyAreCommitted() throws IOException, InterruptedException {
    Map<String, String> files = export(commit);
    assertEquals("file " + SampleSource.NEWVERS, files.get("sys/conf/newvers.sh"));
    assertEquals("file # $Id$\n", files.get("Makefile.inc1"));
    assertEquals("file x", files.get("bin/sh/főfájl with spaces\n"));
    assertEquals("file ", files.get("empty"));
    assertEquals("link GENERIC", files.get("sys/amd64/conf/LINK"));
    assertEquals("program #!/usr/bin/env python3\n", files.get("tools/build/make.py"));
    assertEquals(9, files.size(), files::toString);
  }

  @Test
  void submoduleIsAnEmptyDirectory() throws IOException, InterruptedException {
    SampleSource.git(
        work, "update-index", "--add", "--cacheinfo", "160000," + commit + ",contrib/sub");
    SampleSource.git(work, "commit", "--quiet", "-m", "a submodule");
    String head = SampleSource.git(work, "rev-parse", "HEAD").strip();
    assertEquals("directory", export(head).get("contrib/sub"));
  }

  @Test
  void refsStandForCommits() throws IOException, InterruptedException {
    SampleSource.git(work, "tag", "plain");
    SampleSource.git(work, "tag", "-a", "-m", "a release", "release/1.0");
    SampleSource.git(work, "branch", "both");
    SampleSource.git(work, "tag", "both");
    SampleSource.git(work, "branch", "nested/main");
    GitRemote remote = new GitRemote(git(), url);
    for (String ref :
        List.of("main", "plain", "release/1.0", "refs/heads/main", "refs/tags/both", "HEAD")) {
      assertEquals(commit, remote.ask(ref).commit(), ref);
    }
    refused("did you mean `main'?", () -> remote.ask("mian").commit());
    refused("refs/heads/both or refs/tags/both", () -> remote.ask("both").commit());
    refused("has no branch or tag `ma*'", () -> remote.ask("ma*").commit());
  }

  @Test
  void repositoryOutOfReachIsSaid() throws IOException {
    String absent = directory.resolve("absent").toUri().toString();
    refused(
        "cannot ask the git repository " + absent, () -> new GitRemote(git(), absent).ask("main"));
    refused(
        "cannot fetch commit " + commit,
        () ->
            new GitMirror(git(), directory.resolve("cache"), absent)
                .fetch(commit, Optional.empty()));
    refused("ext", () -> new GitRemote(git(), "ext::touch " + absent).ask("main"));
    assertFalse(Files.exists(directory.resolve("absent")));
  }

  @Test
  void unknownCommitIsSaid() throws IOException, InterruptedException {
    refused("has no commit " + "0".repeat(39) + "1", () -> export("0".repeat(39) + "1"));
    SampleSource.git(work, "tag", "-a", "-m", "a release", "annotated");
    String tag = SampleSource.git(work, "rev-parse", "annotated").strip();
    refused("is no commit of", () -> export(tag));
  }

  @Test
  void whatWasFetchedNeedsNoRepository() throws IOException, InterruptedException {
    Map<String, String> first = export(commit);
    SampleSource.file(work, "new", "x");
    String second = SampleSource.commit(work);
    assertEquals("file x", export(second).get("new"));
    Files.move(work, directory.resolve("moved"));
    assertEquals(first, export(commit));
  }

  @Test
  void leftoversOfAKilledFetchDoNoHarm() throws IOException, InterruptedException {
    export(commit);
    Path mirror;
    try (Stream<Path> all = Files.list(directory.resolve("cache"))) {
      mirror = all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    SampleSource.file(work, "new", "x");
    String second = SampleSource.commit(work);
    SampleSource.file(mirror, "shallow.lock", "");
    SampleSource.file(mirror, "refs/fruix/" + second + ".lock", "");
    SampleSource.file(mirror, "objects/pack/tmp_pack_abc", "half");
    assertEquals("file x", export(second).get("new"));
    assertFalse(Files.exists(mirror.resolve("objects/pack/tmp_pack_abc")));
  }

  @Test
  void damagedRepositoryIsSaidToBe() throws IOException, InterruptedException {
    deleteObject(work.resolve(".git"), "HEAD:Makefile");
    refused("lacks parts of commit " + commit, () -> export(commit));
  }

  @Test
  void missingContentsAreNamed() throws IOException, InterruptedException {
    export(commit);
    Path mirror;
    try (Stream<Path> all = Files.list(directory.resolve("cache"))) {
      mirror = all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    unpack(mirror);
    deleteObject(mirror, commit + ":sys/amd64/conf/GENERIC");
    refused("lacks the contents of sys/amd64/conf/GENERIC of commit", () -> export(commit));
  }

  private static void deleteObject(Path repository, String name)
      throws IOException, InterruptedException {
    String object = SampleSource.git(repository, "rev-parse", name).strip();
    Files.delete(
        repository.resolve("objects").resolve(object.substring(0, 2)).resolve(object.substring(2)));
  }

  /** Makes single files of the packed objects of REPOSITORY. */
  private void unpack(Path repository) throws IOException, InterruptedException {
    List<Path> packs;
    try (Stream<Path> all = Files.list(repository.resolve("objects/pack"))) {
      packs = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path pack : packs) {
      Path moved = Files.move(pack, directory.resolve(pack.getFileName()));
      if (pack.toString().endsWith(".pack")) {
        Judge.run("sh", "-c", "git --git-dir=" + repository + " unpack-objects -q <" + moved);
      }
    }
  }
}

package fruix.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.Fetch;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.image.Judge;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.process.ProcessRunner;
import fruix.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class MaterializeSourceTest {
  private Path directory;
  private Path tree;
  private Store store;

  @BeforeEach
  void open(@TempDir Path place) throws IOException {
    directory = place;
    tree = SampleSource.write(place.resolve("src"));
    store =
        Store.open(
            place.resolve("root"),
            false,
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")),
            event -> {});
  }

  @AfterEach
  void close() {
    store.close();
  }

  private SourceInfo build(Derivation source) {
    realiser(RealiserOptions.of(2)).realise(List.of(source));
    return SourceInfo.of(store, source.path());
  }

  private Realiser realiser(RealiserOptions options) {
    MaterializeSourceBuilder builder =
        new MaterializeSourceBuilder(System.getenv(), new ProcessRunner(Duration.ofSeconds(1)));
    return new Realiser(store, Builders.standard(Map.of(), builder), event -> {}, options);
  }

  private Derivation local() {
    return SourceDerivations.localTree("default", tree, store);
  }

  private Derivation repository(String commit) {
    return SourceDerivations.repository(
        "default", tree.toUri().toString(), Optional.of("main"), Optional.empty(), commit);
  }

  private Derivation archive(Path file) throws IOException {
    Sha256 hash = Sha256.of(Files.readAllBytes(file));
    return SourceDerivations.archive(
        "default", Fetch.derivation("src.txz", List.of(file.toString()), hash), hash.hex());
  }

  private Entry entry(Derivation source, String path) {
    return store.manifest(source.path()).entries().stream()
        .filter(entry -> entry.path().value().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + path));
  }

  private Set<String> names(Derivation source) {
    return store.manifest(source.path()).entries().stream()
        .map(entry -> entry.path().value())
        .collect(Collectors.toSet());
  }

  private static void refused(int status, String words, Executable action) {
    FruixException e = assertThrows(FruixException.class, action);
    assertEquals(status, e.exitCode().status(), e::getMessage);
    String all = e.getMessage() + " / " + e.diagnostics().get(0).hint();
    assertTrue(all.contains(words), all);
  }

  @Test
  void directoryRepositoryAndArchiveGiveOneTree() throws IOException, InterruptedException {
    String commit = SampleSource.commit(tree);
    Path txz = directory.resolve("src.txz");
    Path release = Files.createDirectories(directory.resolve("release/usr"));
    Judge.run("cp", "-R", tree, release.resolve("src"));
    Judge.run("tar", "-C", directory.resolve("release"), "-cJf", txz, "usr");
    Derivation local = local();
    SourceInfo one = build(local);
    SourceInfo two = build(repository(commit));
    SourceInfo three = build(archive(txz));
    assertEquals(one.treeHash(), two.treeHash());
    assertEquals(one.treeHash(), three.treeHash());
    assertEquals(one.newvers(), Sha256.ofUtf8(SampleSource.NEWVERS));
    assertEquals(Optional.of(commit), two.effective().commit());
    assertEquals(Optional.of("main"), two.declared().ref());
    assertEquals("usr/src", three.root().value());
    assertEquals(names(local), names(repository(commit)));
    assertTrue(names(local).contains("tree/bin/sh/főfájl with spaces\n"), "export-ignore");
  }

  @Test
  void filesLoseTheirOwnersAndKeepWhatTheyAre() {
    Derivation local = local();
    build(local);
    assertEquals(Attributes.EXECUTABLE, entry(local, "tree/tools/build/make.py").attributes());
    assertEquals(Attributes.FILE, entry(local, "tree/Makefile").attributes());
    assertEquals(Attributes.DIRECTORY, entry(local, "tree").attributes());
    Entry link = entry(local, "tree/sys/amd64/conf/LINK");
    assertEquals("GENERIC", ((Entry.Symlink) link).target());
  }

  @Test
  void versionControlDataIsLeftOut() throws IOException {
    Derivation plain = local();
    SampleSource.file(tree, ".git/config", "x");
    SampleSource.file(tree, "sys/.svn/entries", "x");
    SampleSource.file(tree, "bin/.hg", "x");
    assertEquals(plain.path(), local().path());
    build(local());
    assertFalse(names(plain).stream().anyMatch(name -> name.matches(".*\\.(git|svn|hg)(/.*)?")));
    SampleSource.file(tree, ".gitignore", "x");
    assertNotEquals(plain.path(), local().path(), ".gitignore is a file of the source");
  }

  @Test
  void localTreeIsWhatItHoldsNotWhereItLies() throws IOException, InterruptedException {
    Derivation here = local();
    Path there = directory.resolve("elsewhere");
    Judge.run("cp", "-R", tree, there);
    assertEquals(here.path(), SourceDerivations.localTree("default", there, store).path());
    assertNotEquals(here.path(), SourceDerivations.localTree("other", tree, store).path());
    SampleSource.file(tree, "sys/amd64/conf/GENERIC", "ident generic\n");
    assertNotEquals(here.path(), local().path());
    build(SourceDerivations.localTree("default", there, store));
    String info = Files.readString(store.physical(here.path()).resolve(".freebsd-source-info.scm"));
    assertFalse(info.contains(directory.toString()), info);
  }

  @Test
  void hardLinksStay() throws IOException {
    Files.createLink(tree.resolve("Makefile.again"), tree.resolve("Makefile"));
    Derivation local = local();
    SourceInfo info = build(local);
    assertTrue(((Entry.File) entry(local, "tree/Makefile.again")).linkGroup() > 0);
    assertEquals(info, build(local));
  }

  @Test
  void treeThatChangedSinceTheLookIsRefused() throws IOException {
    Derivation looked = local();
    SampleSource.file(tree, "Makefile", "ALL:\r\n");
    refused(4, "changed since the source tree was looked at", () -> build(looked));
    assertFalse(store.isValid(looked.path()));
  }

  @Test
  void buildingAgainGivesTheSame() throws IOException, InterruptedException {
    String commit = SampleSource.commit(tree);
    List<Derivation> sources = List.of(local(), repository(commit));
    realiser(RealiserOptions.of(2)).realise(sources);
    realiser(new RealiserOptions(2, false, true)).realise(sources);
    assertTrue(store.isValid(sources.get(1).path()));
  }

  @Test
  void whatIsNoSourceTreeIsSaidAtOnce() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("none"));
    refused(3, "is empty", () -> SourceDerivations.localTree("default", empty, store));
    Path absent = directory.resolve("absent");
    refused(
        3,
        "there is no directory " + absent,
        () -> SourceDerivations.localTree("default", absent, store));
    refused(
        3,
        "is not a directory",
        () -> SourceDerivations.localTree("default", tree.resolve("Makefile"), store));
    refused(
        3,
        "did you mean " + tree + "?",
        () -> SourceDerivations.localTree("default", directory, store));
    Files.delete(tree.resolve("Makefile.inc1"));
    refused(3, "lacks Makefile.inc1", this::local);
    Files.delete(tree.resolve("sys/conf/newvers.sh"));
    refused(3, "it has no sys/conf/newvers.sh", this::local);
  }

  @Test
  void repositoriesAndArchivesWithoutASourceAreRefused() throws IOException, InterruptedException {
    Files.delete(tree.resolve("Makefile"));
    String commit = SampleSource.commit(tree);
    refused(4, "lacks Makefile", () -> build(repository(commit)));
    Path txz = directory.resolve("src.txz");
    Judge.run("tar", "-C", tree.resolve("tools"), "-cJf", txz, "build");
    refused(4, "it has no sys/conf/newvers.sh", () -> build(archive(txz)));
  }

  @Test
  void archiveMayHaveTheTreeAtTheTopOrInOneDirectory() throws IOException, InterruptedException {
    Path flat = directory.resolve("flat.txz");
    Judge.run("tar", "-C", tree, "-cJf", flat, ".");
    Path forge = directory.resolve("forge.tgz");
    Judge.run("tar", "-C", directory, "-czf", forge, "src");
    SourceInfo one = build(archive(flat));
    SourceInfo two = build(archive(forge));
    assertEquals("", one.root().value());
    assertEquals("src", two.root().value());
    assertEquals(one.treeHash(), two.treeHash());
  }

  @Test
  void baseSaysWhatElseItNeeds() {
    Derivation local = local();
    Predicate<RelativePath> files = SourceFiles.known(local, store).orElseThrow();
    assertEquals("", needs("amd64", "GENERIC", List.of(), files));
    assertEquals("sys/arm64/conf/GENERIC", needs("arm64", "GENERIC", List.of(), files));
    assertEquals("", needs("amd64", "MINE", List.of("KERNCONFDIR=/etc"), files));
    assertEquals(
        "tools/build/make.py, sys/amd64/conf/GENERIC",
        needs("amd64", "GENERIC", List.of(), path -> false));
    build(local);
    Predicate<RelativePath> inItem = SourceFiles.inItem(store.manifest(local.path()));
    assertTrue(inItem.test(new RelativePath("sys/amd64/conf/GENERIC")));
    assertFalse(inItem.test(new RelativePath("sys/amd64/conf")), "a directory is no file");
  }

  private static String needs(
      String target, String kernconf, List<String> flags, Predicate<RelativePath> files) {
    return EssentialFiles.list(EssentialFiles.missingForBase(target, kernconf, flags, true, files));
  }

  @Test
  void fileThatIgnoreRulesNameIsMissed() throws IOException {
    SampleSource.file(tree, "crypto/openssh/sshd.c", "x");
    refused(3, "lacks crypto/openssh/config.h", this::local);
    SampleSource.file(tree, "crypto/openssh/config.h", "x");
    build(local());
  }
}

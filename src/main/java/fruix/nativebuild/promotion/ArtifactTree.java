package fruix.nativebuild.promotion;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.HostFile;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Change;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestDiff;
import fruix.mtree.ManifestReader;
import fruix.mtree.Metalog;
import fruix.mtree.MetalogReader;
import fruix.mtree.UserTable;
import fruix.store.Selection;
import fruix.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The tree of one artifact, with the two specifications beside it, in a result root. */
final class ArtifactTree {
  static final String TREE = "tree";
  static final String METALOG = "METALOG";
  static final String MANIFEST = "manifest.mtree";
  static final List<String> PARTS = List.of(TREE, METALOG, MANIFEST);

  private final Artifact artifact;
  private final Path directory;
  private final Map<RelativePath, Metalog.Item> listed;

  private ArtifactTree(Artifact artifact, Path directory, Map<RelativePath, Metalog.Item> listed) {
    this.artifact = artifact;
    this.directory = directory;
    this.listed = listed;
  }

  /** ARTIFACT in DIRECTORY, whose layout has been found to be right. */
  static ArtifactTree open(Artifact artifact, Path directory) {
    MetalogReader reader = new MetalogReader(users(directory.resolve(TREE).resolve("etc")));
    return new ArtifactTree(artifact, directory, reader.read(directory.resolve(METALOG)).items());
  }

  /** The accounts of ETC, unless a link there would lead out of the tree. */
  private static UserTable users(Path etc) {
    boolean real =
        Files.isDirectory(etc, LinkOption.NOFOLLOW_LINKS)
            && Stream.of("master.passwd", "passwd", "group")
                .map(etc::resolve)
                .allMatch(
                    file ->
                        Files.notExists(file, LinkOption.NOFOLLOW_LINKS)
                            || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    return real ? UserTable.ofEtc(etc) : UserTable.wellKnown();
  }

  Artifact artifact() {
    return artifact;
  }

  /** Where the files lie. */
  Path files() {
    return directory.resolve(TREE);
  }

  /** All files, with the attributes that METALOG gives them. */
  Selection selection() {
    return new Selection(path -> true, this::attributes);
  }

  private Attributes attributes(RelativePath path, HostFile file) {
    Metalog.Item item = listed.get(path);
    return path.isRoot() || item == null ? Attributes.DIRECTORY : item.attributes();
  }

  /** Finds whatever is wrong with the tree. STORE may know digests from an earlier look. */
  void check(Store store, Faults faults) throws IOException {
    Manifest manifest = store.manifestOf(files(), "promote", selection());
    Map<RelativePath, Entry> entries = new HashMap<>();
    manifest.entries().forEach(entry -> entries.put(entry.path(), entry));
    checkListed(manifest, faults);
    checkThere(entries, faults);
    checkRequired(entries, faults);
    checkManifest(manifest, faults);
  }

  private String told(RelativePath path) {
    return "`" + path + "' of the artifact `" + artifact.kind().label() + "'";
  }

  private void checkListed(Manifest manifest, Faults faults) {
    for (Entry entry : manifest.entries()) {
      if (entry.path().isRoot()) {
        continue;
      }
      Metalog.Item item = listed.get(entry.path());
      if (item == null) {
        faults.add(told(entry.path()) + " is not in its METALOG");
      } else if (!agrees(item, entry)) {
        faults.add(told(entry.path()) + " is not what its METALOG says");
      }
      if (!(entry instanceof Entry.Directory) && !artifact.kind().mayHold(entry.path())) {
        faults.add(told(entry.path()) + " belongs to another artifact");
      }
      if (entry instanceof Entry.Symlink link && climbs(link)) {
        faults.add(told(entry.path()) + " is a link that leads out of it: " + link.target());
      }
    }
  }

  private static boolean agrees(Metalog.Item item, Entry entry) {
    if (entry instanceof Entry.Symlink link) {
      return item.kind() == Metalog.Kind.SYMLINK && item.target().equals(link.target());
    }
    if (entry instanceof Entry.File file) {
      return item.kind() == Metalog.Kind.FILE && (item.size() < 0 || item.size() == file.size());
    }
    return item.kind() == Metalog.Kind.DIRECTORY;
  }

  /** Whether the relative target of LINK goes above the top of the tree at any point. */
  private static boolean climbs(Entry.Symlink link) {
    if (link.target().startsWith("/")) {
      return false;
    }
    int depth = link.path().value().split("/", -1).length - 1;
    for (String name : link.target().split("/", -1)) {
      if (name.equals("..")) {
        depth--;
      } else if (!name.isEmpty() && !name.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  private void checkThere(Map<RelativePath, Entry> entries, Faults faults) {
    for (RelativePath path : new TreeSet<>(listed.keySet())) {
      if (!path.isRoot() && !entries.containsKey(path)) {
        faults.add(told(path) + " is missing: its METALOG lists it");
      }
    }
  }

  private void checkRequired(Map<RelativePath, Entry> entries, Faults faults) {
    for (RelativePath path : artifact.requiredFiles()) {
      if (!(entries.get(path) instanceof Entry.File)) {
        faults.add(
            told(path)
                + (entries.containsKey(path) ? " is no regular file" : " is missing")
                + ": it is required");
      }
    }
    RelativePath include = new RelativePath("usr/include");
    if (artifact.kind() == ArtifactKind.HEADERS
        && entries.values().stream()
            .noneMatch(entry -> entry instanceof Entry.File && include.contains(entry.path()))) {
      faults.add("the artifact `headers' has no file in " + include);
    }
  }

  private void checkManifest(Manifest manifest, Faults faults) throws IOException {
    Path file = directory.resolve(MANIFEST);
    byte[] text = Files.readAllBytes(file);
    Manifest claimed;
    try {
      claimed = ManifestReader.read(file.toString(), text);
    } catch (FruixException e) {
      e.diagnostics().forEach(d -> faults.add(d.location() + ": " + d.message()));
      return;
    }
    for (Change change : ManifestDiff.between(claimed, manifest)) {
      faults.add(told(change.path()) + " is not what its manifest says" + details(change));
    }
    Sha256 signature = Sha256.of(text);
    if (!signature.equals(artifact.signature())) {
      faults.add(
          "the manifest of the artifact `"
              + artifact.kind().label()
              + "' has the SHA-256 "
              + signature
              + ", and promotion.scm gives "
              + artifact.signature());
    }
  }

  private static String details(Change change) {
    if (change instanceof Change.Changed changed) {
      return ": " + String.join(", ", changed.details());
    }
    return change instanceof Change.Added ? ", which lacks it" : ": it is missing";
  }
}

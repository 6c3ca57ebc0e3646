package fruix.deploy;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestWriter;
import fruix.mtree.Metalog;
import fruix.mtree.MetalogReader;
import fruix.mtree.UserTable;
import fruix.store.Registration;
import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts the plan of one root tree together. */
final class RootfsPlanner {
  private static final RelativePath SPECIFICATION = new RelativePath("metadata/rootfs.mtree");
  private static final RelativePath CURRENT_SYSTEM = new RelativePath("run/current-system");
  private static final RelativePath FRX = new RelativePath("frx");
  private static final RelativePath STORE = new RelativePath("frx/store");
  private static final RelativePath STATE = new RelativePath("frx/var/fruix");

  /** Directories that the store on the machine wants, below {@link #STATE}. */
  private static final List<String> STATE_DIRECTORIES =
      List.of("items", "manifests", "gcroots", "gcroots/auto", "temproots", "locks", "log");

  /** A root file system's directories, unlike an item's, can be written to by root. */
  private static final Attributes DIRECTORY = Attributes.DIRECTORY.withMode(0755);

  private static final Attributes FILE = Attributes.FILE.withMode(0644);

  /** When items were registered, for the machine: the moment of the build says nothing there. */
  private static final Instant REGISTERED = Instant.ofEpochSecond(1);

  private final Store store;
  private final StorePath closure;
  private final Set<StorePath> requisites;
  private final ClosureFiles files;
  private final Map<RelativePath, Entry> entries = new TreeMap<>();
  private final Map<RelativePath, RootfsContent> contents = new HashMap<>();
  private int linkGroups;

  RootfsPlanner(Store store, StorePath closure) {
    this.store = store;
    this.closure = closure;
    this.requisites = new LinkedHashSet<>(new StoreGraph(store).requisites(List.of(closure)));
    this.files = new ClosureFiles(store, closure, requisites);
  }

  RootfsPlan plan() {
    addSpecification();
    addState();
    addSymlink(CURRENT_SYSTEM, closure.toString());
    requisites.forEach(this::addItem);
    implyDirectories();
    try {
      return new RootfsPlan(closure, Manifest.of(new ArrayList<>(entries.values())), contents);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private FruixException wrong(String message) {
    return FruixException.failed(closure + "/" + SPECIFICATION + ": " + message);
  }

  private void addSpecification() {
    ClosureFiles.Found found =
        files
            .find(SPECIFICATION)
            .orElseThrow(
                () ->
                    FruixException.failed(
                        closure + " is not a system closure: it has no " + SPECIFICATION));
    Path file = found.place().path().under(store.physical(found.place().item()));
    Metalog specification = new MetalogReader(UserTable.wellKnown()).read(file);
    for (Metalog.Item item : new TreeMap<>(specification.items()).values()) {
      if (FRX.contains(item.path()) || CURRENT_SYSTEM.contains(item.path())) {
        throw wrong("`" + item.path() + "' is for Fruix to fill");
      }
      add(item, specification);
    }
  }

  private void add(Metalog.Item item, Metalog specification) {
    RelativePath path = item.path();
    switch (item.kind()) {
      case DIRECTORY -> {
        entries.put(path, new Entry.Directory(path, item.attributes()));
        if (!item.contents().isEmpty()) {
          linkNames(item, specification);
        }
      }
      case SYMLINK -> entries.put(path, new Entry.Symlink(path, item.attributes(), item.target()));
      case FILE -> source(item).ifPresent(found -> addCopy(item, found));
    }
  }

  private void addCopy(Metalog.Item item, ClosureFiles.Found found) {
    RelativePath path = item.path();
    entries.put(
        path,
        new Entry.File(path, item.attributes(), found.entry().size(), found.entry().digest(), 0));
    contents.put(path, inStore(found.place().item(), found.place().path()));
  }

  /** What the file ITEM is a copy of; empty when it is optional and not there. */
  private Optional<ClosureFiles.Found> source(Metalog.Item item) {
    if (item.contents().isEmpty()) {
      throw wrong("the file `" + item.path() + "' has no contents=");
    }
    Optional<ClosureFiles.Found> found = files.find(contents(item));
    if (found.isEmpty() && !item.optional()) {
      throw wrong(
          "the file `"
              + item.path()
              + "' is to have the contents of `"
              + item.contents()
              + "', which is not a file of the closure");
    }
    return found;
  }

  /**
   * Links to each name of the closure's directory that SPECIFICATION has no line of its own for.
   */
  private void linkNames(Metalog.Item item, Metalog specification) {
    RelativePath from = contents(item);
    Optional<List<String>> names = files.names(from);
    if (names.isEmpty() && !item.optional()) {
      throw wrong(
          "the directory `"
              + item.path()
              + "' is to lead to `"
              + from
              + "', which is not a directory of the closure");
    }
    for (String name : names.orElse(List.of())) {
      RelativePath path = item.path().resolve(name);
      if (!specification.items().containsKey(path)) {
        addSymlink(path, "/" + CURRENT_SYSTEM.resolve(from.resolve(name).value()));
      }
    }
  }

  private RelativePath contents(Metalog.Item item) {
    try {
      return new RelativePath(item.contents());
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private RootfsContent inStore(StorePath item, RelativePath path) {
    return new RootfsContent.InStore(path.under(store.physical(item)));
  }

  private void addState() {
    addDirectory(STORE);
    for (String name : STATE_DIRECTORIES) {
      addDirectory(STATE.resolve(name));
    }
    RelativePath roots = STATE.resolve("gcroots");
    addSymlink(roots.resolve("current-system"), closure.toString());
    addSymlink(roots.resolve("system-1-link"), closure.toString());
  }

  private void addDirectory(RelativePath path) {
    entries.put(path, new Entry.Directory(path, DIRECTORY));
  }

  private void addSymlink(RelativePath path, String target) {
    entries.put(path, new Entry.Symlink(path, Attributes.SYMLINK, target));
  }

  private void addItem(StorePath item) {
    Manifest manifest = store.manifest(item);
    RelativePath top = STORE.resolve(item.basename());
    int firstGroup = linkGroups;
    for (Entry entry : manifest.entries()) {
      RelativePath path = entry.path().isRoot() ? top : top.resolve(entry.path().value());
      if (entry instanceof Entry.Directory directory) {
        entries.put(path, new Entry.Directory(path, directory.attributes()));
      } else if (entry instanceof Entry.Symlink link) {
        entries.put(path, new Entry.Symlink(path, link.attributes(), link.target()));
      } else if (entry instanceof Entry.File file) {
        int group = file.linkGroup() == 0 ? 0 : firstGroup + file.linkGroup();
        linkGroups = Math.max(linkGroups, group);
        entries.put(
            path, new Entry.File(path, file.attributes(), file.size(), file.digest(), group));
        contents.put(path, inStore(item, entry.path()));
      }
    }
    Registration known = store.registration(item);
    Registration registration =
        new Registration(
            item, known.contentHash(), known.size(), known.references(), null, REGISTERED);
    addMade(store.registrationPlace(item), registration.text().getBytes(StandardCharsets.UTF_8));
    addMade(store.manifestPlace(item), ManifestWriter.toBytes(manifest));
  }

  private void addMade(RelativePath path, byte[] bytes) {
    entries.put(path, new Entry.File(path, FILE, bytes.length, Sha256.of(bytes), 0));
    contents.put(path, new RootfsContent.Made(bytes));
  }

  /** Adds the directories that only lead to something. */
  private void implyDirectories() {
    for (RelativePath path : List.copyOf(entries.keySet())) {
      RelativePath at = path;
      while (!at.isRoot()) {
        at = at.parent();
        entries.putIfAbsent(at, new Entry.Directory(at, DIRECTORY));
      }
    }
    entries.putIfAbsent(RelativePath.ROOT, new Entry.Directory(RelativePath.ROOT, DIRECTORY));
  }
}

package fruix.store;

import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.hash.Sha256;
import fruix.io.Durable;
import fruix.io.LockFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The garbage collector's roots. A direct root is a link below {@code gcroots} whose text is a
 * logical path, wherever the physical root is. An indirect one is a link in {@code gcroots/auto} to
 * a link of the user's, whose text is a physical path so that it leads somewhere; when the user
 * removes his, ours goes with the next collection.
 */
@SuppressWarnings("try") // locks are held, not used
public final class GcRoots {
  private final Store store;
  private final StoreLayout layout;

  public GcRoots(Store store) {
    this.store = store;
    this.layout = store.layout();
  }

  /** Makes, or moves, the direct root NAME to the valid item TARGET. */
  public void add(String name, StorePath target) {
    if (!StorePath.isValidName(name) || name.equals("auto")) {
      throw FruixException.failed("`" + name + "' cannot be the name of a root");
    }
    Path link = layout.roots().resolve(name);
    locked(link, target, () -> replaceLink(link, Path.of(target.toString())));
  }

  /** Makes, or moves, the user's symbolic link LINK to the valid item TARGET, and keeps it. */
  public void addIndirect(Path link, StorePath target) {
    Path absolute = link.toAbsolutePath().normalize();
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(absolute)) {
      throw FruixException.failed(link + " is in the way: it is not a symbolic link");
    }
    Path known = layout.autoRoots().resolve(Sha256.ofUtf8(absolute.toString()).hex160());
    locked(
        link,
        target,
        () -> {
          replaceLink(known, absolute);
          replaceLink(absolute, store.physical(target));
        });
  }

  private interface Step {
    void run() throws IOException;
  }

  private void locked(Path link, StorePath target, Step step) {
    store.protect(List.of(target));
    store.registration(target);
    // Alone, as two that make one root would use one draft.
    try (LockFile.Held collector = store.locks().collector()) {
      step.run();
    } catch (IOException e) {
      throw FruixException.io("make the root", link, e);
    } catch (InterruptedException e) {
      throw Store.interrupted(e);
    }
  }

  private static void replaceLink(Path link, Path target) throws IOException {
    Path draft = StoreLayout.draft(link);
    Files.deleteIfExists(draft);
    Files.createSymbolicLink(draft, target);
    Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE);
    Durable.forceDirectory(link);
  }

  /** All roots, sorted by link and target. */
  public List<GcRoot> list() {
    try (LockFile.Held collector = store.locks().collector()) {
      return find(false);
    } catch (IOException e) {
      throw FruixException.io("read the roots in", layout.roots(), e);
    } catch (InterruptedException e) {
      throw Store.interrupted(e);
    }
  }

  /**
   * All roots; with the collector's lock held. Removes indirect roots that lead nowhere if TIDY.
   */
  List<GcRoot> find(boolean tidy) throws IOException {
    List<GcRoot> roots = new ArrayList<>();
    direct(layout.roots(), roots);
    for (String running : List.of("run/current-system", "run/booted-system")) {
      direct(layout.root().resolve(running), roots);
    }
    try (DirectoryStream<Path> links = Files.newDirectoryStream(layout.autoRoots())) {
      for (Path link : links) {
        Optional<GcRoot> root = indirect(link);
        root.ifPresent(roots::add);
        if (root.isEmpty() && tidy) {
          Files.deleteIfExists(link);
        }
      }
    }
    TemporaryRoots.all(layout, store.locks())
        .forEach(
            path -> roots.add(new GcRoot(layout.temporaryRoots(), path, GcRoot.Kind.TEMPORARY)));
    roots.sort(Comparator.comparing(GcRoot::link).thenComparing(GcRoot::target));
    return roots;
  }

  private void direct(Path place, List<GcRoot> roots) throws IOException {
    Path target;
    try {
      target = Files.readSymbolicLink(place);
    } catch (NoSuchFileException e) {
      return;
    } catch (NotLinkException e) {
      directory(place, roots);
      return;
    }
    StorePath path = storePath(target);
    if (path != null) {
      roots.add(new GcRoot(place, path, GcRoot.Kind.DIRECT));
    } else {
      store.events().emit(new Event.Warning(place + " is not a root: it leads to " + target));
    }
  }

  private void directory(Path place, List<GcRoot> roots) throws IOException {
    if (!Files.isDirectory(place) || place.equals(layout.autoRoots())) {
      return;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(place)) {
      for (Path child : children) {
        // What starts with a dot is a draft that never became a root.
        if (!child.getFileName().toString().startsWith(".")) {
          direct(child, roots);
        }
      }
    }
  }

  private Optional<GcRoot> indirect(Path link) throws IOException {
    try {
      Path users = Files.readSymbolicLink(link);
      Path target = users.resolveSibling(Files.readSymbolicLink(users));
      StorePath path = storePath(target.normalize());
      return path == null
          ? Optional.empty()
          : Optional.of(new GcRoot(users, path, GcRoot.Kind.INDIRECT));
    } catch (NoSuchFileException | NotLinkException e) {
      return Optional.empty();
    }
  }

  /** The item that TARGET, a logical or a physical path, is or is inside of. */
  private @Nullable StorePath storePath(Path target) {
    for (Path prefix : List.of(Path.of(StorePath.STORE), layout.store())) {
      if (target.startsWith(prefix) && target.getNameCount() > prefix.getNameCount()) {
        String basename = target.getName(prefix.getNameCount()).toString();
        return StorePath.ofBasename(basename).orElse(null);
      }
    }
    return null;
  }
}

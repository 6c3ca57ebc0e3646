package fruix.store;

import fruix.diag.FruixException;
import fruix.io.HostFile;
import fruix.io.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What living processes need: each has a numbered file of base names, and holds the lock of that
 * number as long as it lives. A file whose lock nobody holds is stale.
 */
@SuppressWarnings("try") // locks are held, not used
final class TemporaryRoots implements AutoCloseable {
  private final StoreLayout layout;
  private final StoreLocks locks;
  private final Set<StorePath> added = new HashSet<>();
  private LockFile.@Nullable Held slot;
  private @Nullable Path file;

  TemporaryRoots(StoreLayout layout, StoreLocks locks) {
    this.layout = layout;
    this.locks = locks;
  }

  /** Keeps PATHS, valid or yet to be built, from garbage collection until {@link #close}. */
  synchronized void add(Collection<StorePath> paths) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (StorePath path : new LinkedHashSet<>(paths)) {
      if (!added.contains(path)) {
        lines.append(path.basename()).append('\n');
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    try (LockFile.Held collector = locks.keepCollectorOut()) {
      Path own = ownFile();
      Files.writeString(own, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      demandOwner(own);
    }
    added.addAll(paths);
  }

  /** What root made in another's store, its owner could not remove. */
  private void demandOwner(Path own) throws IOException {
    long uid = HostFile.of(layout.store()).uid();
    if (uid != 0 && HostFile.of(own).uid() == 0) {
      throw FruixException.failed(
          "the store below " + layout.root() + " belongs to the user with the uid " + uid,
          "run fruix as that user, or give root a store of its own with --root");
    }
  }

  private Path ownFile() throws IOException {
    Path own = file;
    for (int number = 0; own == null; number++) {
      slot = locks.tryTemporaryRoots(number);
      if (slot != null) {
        own = layout.temporaryRoots().resolve(Integer.toString(number));
        Files.deleteIfExists(own);
        file = own;
      }
    }
    return own;
  }

  /** What all living processes need. Call with the collector's lock held; removes stale files. */
  static List<StorePath> all(StoreLayout layout, StoreLocks locks) throws IOException {
    List<StorePath> roots = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.temporaryRoots())) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!name.matches("[0-9]{1,6}")) {
          continue;
        }
        try (LockFile.Held stale = locks.tryTemporaryRoots(Integer.parseInt(name))) {
          if (stale != null) {
            Files.deleteIfExists(file);
          } else {
            read(file).forEach(line -> StorePath.ofBasename(line).ifPresent(roots::add));
          }
        }
      }
    }
    return roots;
  }

  private static List<String> read(Path file) throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    LockFile.Held held = slot;
    if (held != null && file != null) {
      try (held) {
        Files.deleteIfExists(file);
      }
    }
    slot = null;
    file = null;
    added.clear();
  }
}

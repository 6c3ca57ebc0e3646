package fruix.deploy;

import fruix.build.ItemReference;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.store.Store;
import fruix.store.StorePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds files in a closure, through links to others of its requisites. */
final class ClosureFiles {
  private static final int MAX_LINKS = 32;

  /**
   * A regular file.
   *
   * @param place where it really lies
   */
  record Found(ItemReference place, Entry.File entry) {}

  private final Store store;
  private final StorePath closure;
  private final Set<StorePath> requisites;
  private final Map<StorePath, Map<RelativePath, Entry>> indexes = new HashMap<>();

  ClosureFiles(Store store, StorePath closure, Set<StorePath> requisites) {
    this.store = store;
    this.closure = closure;
    this.requisites = requisites;
  }

  /** The regular file at PATH of the closure; empty if there is none within the requisites. */
  Optional<Found> find(RelativePath path) {
    return resolve(path)
        .flatMap(
            at ->
                entry(at) instanceof Entry.File file
                    ? Optional.of(new Found(at, file))
                    : Optional.empty());
  }

  /**
   * The names in the directory at PATH of the closure, sorted; empty if there is none within the
   * requisites.
   */
  Optional<List<String>> names(RelativePath path) {
    return resolve(path)
        .filter(at -> entry(at) instanceof Entry.Directory)
        .map(
            at ->
                index(at.item()).keySet().stream()
                    .filter(p -> !p.isRoot() && p.parent().equals(at.path()))
                    .map(RelativePath::name)
                    .sorted()
                    .toList());
  }

  /** Where the file or directory at PATH of the closure really lies. */
  private Optional<ItemReference> resolve(RelativePath path) {
    Deque<String> rest = new ArrayDeque<>(components(path.value()));
    ItemReference at = new ItemReference(closure, RelativePath.ROOT);
    int links = 0;
    while (true) {
      Entry entry = entry(at);
      if (rest.isEmpty() && (entry instanceof Entry.File || entry instanceof Entry.Directory)) {
        return Optional.of(at);
      }
      if (entry instanceof Entry.Directory) {
        String name = rest.removeFirst();
        if (name.equals("..")) {
          if (at.path().isRoot()) {
            return Optional.empty();
          }
          at = new ItemReference(at.item(), at.path().parent());
        } else {
          at = new ItemReference(at.item(), at.path().resolve(name));
        }
      } else if (entry instanceof Entry.Symlink link && links++ < MAX_LINKS) {
        Optional<ItemReference> start = start(at, link.target(), rest);
        if (start.isEmpty()) {
          return Optional.empty();
        }
        at = start.get();
      } else {
        return Optional.empty();
      }
    }
  }

  /** Where to go on for the link at AT, having put what its target names before REST. */
  private Optional<ItemReference> start(ItemReference at, String target, Deque<String> rest) {
    if (target.startsWith("/")) {
      return ItemReference.parse(target)
          .filter(reference -> requisites.contains(reference.item()))
          .map(
              reference -> {
                push(components(reference.path().value()), rest);
                return new ItemReference(reference.item(), RelativePath.ROOT);
              });
    }
    if (at.path().isRoot()) {
      return Optional.empty();
    }
    push(components(target), rest);
    return Optional.of(new ItemReference(at.item(), at.path().parent()));
  }

  private static void push(List<String> names, Deque<String> rest) {
    for (int i = names.size() - 1; i >= 0; i--) {
      rest.addFirst(names.get(i));
    }
  }

  private static List<String> components(String path) {
    return List.of(path.split("/")).stream()
        .filter(name -> !name.isEmpty() && !name.equals("."))
        .toList();
  }

  private @Nullable Entry entry(ItemReference place) {
    return index(place.item()).get(place.path());
  }

  private Map<RelativePath, Entry> index(StorePath item) {
    return indexes.computeIfAbsent(
        item,
        key -> {
          Map<RelativePath, Entry> index = new HashMap<>();
          store.manifest(key).entries().forEach(entry -> index.put(entry.path(), entry));
          return index;
        });
  }
}

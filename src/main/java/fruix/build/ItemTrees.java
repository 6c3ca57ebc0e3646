package fruix.build;

import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.store.StorePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The manifests of items, for walking: what lies at a place, and what lies directly below it. */
final class ItemTrees {
  private static final int MAX_LINKS = 32;

  private record Index(
      Map<RelativePath, Entry> entries, Map<RelativePath, List<RelativePath>> children) {}

  private final BuildContext context;
  private final Map<StorePath, Index> indexes = new HashMap<>();

  ItemTrees(BuildContext context) {
    this.context = context;
  }

  /** What lies at PLACE, in an item that is valid; links are not followed. */
  Optional<Entry> at(ItemReference place) {
    return Optional.ofNullable(index(place.item()).entries().get(place.path()));
  }

  /** What lies directly below PLACE, in order. */
  List<ItemReference> children(ItemReference place) {
    return index(place.item()).children().getOrDefault(place.path(), List.of()).stream()
        .map(path -> new ItemReference(place.item(), path))
        .toList();
  }

  /** The directory of the store that PLACE is, or leads to by absolute links. */
  Optional<ItemReference> directory(ItemReference place) {
    ItemReference at = place;
    for (int links = 0; links < MAX_LINKS; links++) {
      Entry entry = at(at).orElse(null);
      if (entry instanceof Entry.Directory) {
        return Optional.of(at);
      }
      if (!(entry instanceof Entry.Symlink link)) {
        return Optional.empty();
      }
      ItemReference next = ItemReference.parse(link.target()).orElse(null);
      if (next == null || !context.isReachable(next.item())) {
        return Optional.empty();
      }
      at = next;
    }
    return Optional.empty();
  }

  /** Where PLACE lies on disk. */
  Path physical(ItemReference place) {
    return place.path().under(context.physical(place.item()));
  }

  private Index index(StorePath item) {
    return indexes.computeIfAbsent(item, path -> index(context.manifest(path)));
  }

  private static Index index(Manifest manifest) {
    Index index = new Index(new HashMap<>(), new HashMap<>());
    for (Entry entry : manifest.entries()) {
      index.entries().put(entry.path(), entry);
      if (!entry.path().isRoot()) {
        index
            .children()
            .computeIfAbsent(entry.path().parent(), parent -> new ArrayList<>())
            .add(entry.path());
      }
    }
    return index;
  }
}

package fruix.cli;

import fruix.source.SourceInfo;
import fruix.source.SourceLayout;
import fruix.source.SourceOrigin;
import fruix.store.Store;
import fruix.store.StorePath;
import java.util.List;

/** What the items of sources in a store say of themselves, as keys. */
record SourceResults(Store store) {

  /** Adds to RESULTS what ITEM, a valid item of a source, says. */
  Results addAll(Results results, StorePath item) {
    SourceInfo info = SourceInfo.of(store, item);
    results
        .add(Key.MATERIALIZED_SOURCE_TREE_HASH, info.treeHash())
        .add(Key.MATERIALIZED_SOURCE_ROOT, info.root().isRoot() ? "." : info.root())
        .add(Key.PHYSICAL_PATH, store.physical(item));
    return addOrigin(results, info);
  }

  /** Adds to RESULTS, of a closure, where the first source that it names comes from, if known. */
  Results addOrigin(Results results) {
    List<String> sources = results.values(Key.MATERIALIZED_SOURCE_STORES);
    boolean told =
        !results.values(Key.USR_SRC_NEWVERS_SHA256).isEmpty()
            || !results.values(Key.USR_SRC_GIT_REVISION).isEmpty();
    if (sources.isEmpty() || told) {
      return results;
    }
    StorePath item = StorePath.parse(sources.get(0));
    return store.isValid(item) ? addOrigin(results, SourceInfo.of(store, item)) : results;
  }

  private static Results addOrigin(Results results, SourceInfo info) {
    SourceOrigin origin = info.effective();
    origin.commit().ifPresent(commit -> results.add(Key.USR_SRC_GIT_REVISION, commit));
    origin.ref().ifPresent(ref -> results.add(Key.USR_SRC_GIT_BRANCH, ref));
    return results.add(Key.USR_SRC_NEWVERS_SHA256, info.newvers());
  }

  /** Adds to RESULTS where ITEM and its parts are, valid or not. */
  static Results addPlace(Results results, StorePath item) {
    return results
        .add(Key.MATERIALIZED_SOURCE_STORE, item)
        .add(Key.MATERIALIZED_SOURCE_STORE_COUNT, 1)
        .addAll(Key.MATERIALIZED_SOURCE_STORES, List.of(item))
        .add(Key.MATERIALIZED_SOURCE_TREE, item + "/" + SourceLayout.TREE)
        .add(Key.MATERIALIZED_SOURCE_INFO_FILE, item + "/" + SourceLayout.INFO);
  }
}

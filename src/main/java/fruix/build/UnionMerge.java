package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Merges the trees of several items, the earlier before the later, into one plan. */
final class UnionMerge {

  /** That WINNER takes the place of LOSER's files without that being a conflict. */
  record Pair(ItemReference winner, ItemReference loser) {}

  /**
   * Something that an input has to offer for a path.
   *
   * @param input which of the inputs
   * @param place where it really lies
   */
  private record Offer(ItemReference input, ItemReference place, Entry entry) {
    boolean isDirectory() {
      return entry instanceof Entry.Directory;
    }
  }

  private record Group(ItemReference item, int linkGroup) {}

  private final ItemTrees trees;
  private final Set<Pair> replaced;
  private final boolean copy;
  private final List<String> conflicts = new ArrayList<>();
  private final Map<Group, RelativePath> groups = new HashMap<>();
  private final TreePlan plan = new TreePlan("union");

  /**
   * @param copy whether files are copied; else they become links
   */
  UnionMerge(ItemTrees trees, Set<Pair> replaced, boolean copy) {
    this.trees = trees;
    this.replaced = replaced;
    this.copy = copy;
  }

  /** The merged tree of INPUTS; what they disagree about is in {@link #conflicts} after this. */
  TreePlan of(List<ItemReference> inputs) {
    List<Offer> offers = new ArrayList<>();
    for (ItemReference input : inputs) {
      Offer offer = offer(input, input);
      if (offer.isDirectory()) {
        offers.add(offer);
      } else {
        throw new FruixException(
            Diagnostic.of(ExitCode.BUILD, "union: " + input + " is not a directory"));
      }
    }
    if (!offers.isEmpty()) {
      mergeDirectories(RelativePath.ROOT, offers);
    }
    return plan;
  }

  List<String> conflicts() {
    return List.copyOf(conflicts);
  }

  private Offer offer(ItemReference input, ItemReference place) {
    ItemReference real = trees.directory(place).orElse(place);
    return new Offer(input, real, trees.at(real).orElseThrow());
  }

  private void merge(RelativePath path, List<Offer> offers) {
    Offer first = offers.get(0);
    List<Offer> agreeing = new ArrayList<>();
    for (Offer offer : offers) {
      if (first.isDirectory() && offer.isDirectory()) {
        agreeing.add(offer);
      } else if (!same(first.entry(), offer.entry())
          && !replaced.contains(new Pair(first.input(), offer.input()))) {
        conflicts.add("`" + path + "' is in " + first.input() + " and in " + offer.input());
      }
    }
    if (agreeing.size() > 1 || copy && first.isDirectory()) {
      mergeDirectories(path, agreeing);
    } else if (copy) {
      plan.add(path, copied(path, first), first.input().toString());
    } else {
      plan.add(path, link(first), first.input().toString());
    }
  }

  private void mergeDirectories(RelativePath path, List<Offer> offers) {
    plan.add(
        path,
        new TreeNode.Directory(offers.get(0).entry().attributes(), true),
        offers.get(0).input().toString());
    TreeMap<String, List<Offer>> byName = new TreeMap<>();
    for (Offer directory : offers) {
      for (ItemReference child : trees.children(directory.place())) {
        byName
            .computeIfAbsent(child.path().name(), name -> new ArrayList<>())
            .add(offer(directory.input(), child));
      }
    }
    byName.forEach((name, below) -> merge(path.resolve(name), below));
  }

  private static boolean same(Entry a, Entry b) {
    if (a instanceof Entry.File x && b instanceof Entry.File y) {
      return x.digest().equals(y.digest()) && x.attributes().equals(y.attributes());
    }
    return a instanceof Entry.Symlink x
        && b instanceof Entry.Symlink y
        && x.target().equals(y.target());
  }

  /** A link to what OFFER has; an absolute link is repeated, which saves a step. */
  private static TreeNode link(Offer offer) {
    boolean absolute = offer.entry() instanceof Entry.Symlink link && link.target().startsWith("/");
    String target = absolute ? ((Entry.Symlink) offer.entry()).target() : offer.place().toString();
    return new TreeNode.Symlink(Attributes.SYMLINK, target);
  }

  private TreeNode copied(RelativePath path, Offer offer) {
    if (offer.entry() instanceof Entry.Symlink link) {
      return new TreeNode.Symlink(link.attributes(), link.target());
    }
    Entry.File file = (Entry.File) offer.entry();
    if (file.linkGroup() != 0) {
      ItemReference item = new ItemReference(offer.place().item(), RelativePath.ROOT);
      RelativePath first = groups.putIfAbsent(new Group(item, file.linkGroup()), path);
      if (first != null) {
        return new TreeNode.Hardlink(first);
      }
    }
    return new TreeNode.Copy(file.attributes(), file.size(), trees.physical(offer.place()));
  }
}

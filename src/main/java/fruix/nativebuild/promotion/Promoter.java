package fruix.nativebuild.promotion;

import fruix.build.Derivation;
import fruix.build.Realiser;
import fruix.diag.FruixException;
import fruix.store.Sources;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes store items of what a build left behind, once all of it has been found to be right. */
public final class Promoter {
  private final Store store;
  private final Realiser realiser;

  public Promoter(Store store, Realiser realiser) {
    this.store = store;
    this.realiser = realiser;
  }

  /** What was promoted, and the bundle that tells of it. */
  public record Promoted(StorePath bundle, PromotedResult result) {}

  /**
   * Promotes the result root at DIRECTORY. The paths follow from what it holds and says, and from
   * nothing else. Throws a FruixException, exit status 1, with what is wrong; nothing is registered
   * then.
   */
  public Promoted promote(Path directory) {
    ResultRoot root = ResultRoot.at(directory);
    Promotion promotion = root.promotion();
    List<ArtifactTree> trees;
    try {
      trees = check(root, promotion);
    } catch (IOException e) {
      throw FruixException.io("read", directory, e);
    }
    List<PromotedResult.Item> items = new ArrayList<>();
    for (ArtifactTree tree : trees) {
      items.add(new PromotedResult.Item(tree.artifact(), register(tree)));
    }
    PromotedResult result = new PromotedResult(promotion.build(), items);
    Derivation bundle = result.derivation();
    realiser.realise(List.of(bundle));
    return new Promoted(bundle.path(), result);
  }

  /** The artifacts of PROMOTION in a fixed order, all of them found to be right. */
  private List<ArtifactTree> check(ResultRoot root, Promotion promotion) throws IOException {
    Faults layout = new Faults();
    root.check(promotion.artifacts(), layout);
    layout.demandNone();
    Faults faults = new Faults();
    List<ArtifactTree> trees = new ArrayList<>();
    List<Artifact> sorted = new ArrayList<>(promotion.artifacts());
    sorted.sort(Comparator.comparing(Artifact::kind));
    for (Artifact artifact : sorted) {
      ArtifactTree tree = ArtifactTree.open(artifact, root.directory(artifact));
      tree.check(store, faults);
      trees.add(tree);
    }
    faults.demandNone();
    return trees;
  }

  /** Copies TREE; it fails there, too, when it is no longer what was looked at. */
  private StorePath register(ArtifactTree tree) {
    StorePath path = Sources.path(tree.artifact().kind().itemName(), tree.artifact().signature());
    return store.realiseSource(path, tree.files(), tree.selection()).path();
  }
}

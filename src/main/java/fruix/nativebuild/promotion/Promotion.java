package fruix.nativebuild.promotion;

import java.util.List;

/** What {@code promotion.scm} says: the run, and each artifact that it made, once. */
public record Promotion(Build build, List<Artifact> artifacts) {

  public Promotion {
    artifacts = List.copyOf(artifacts);
  }
}

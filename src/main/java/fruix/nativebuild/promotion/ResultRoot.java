package fruix.nativebuild.promotion;

import fruix.diag.FruixException;
import fruix.io.HostFile;
import fruix.io.HostName;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The directory that a build left behind. Links in it are seen as links, never followed; only the
 * way to the directory itself may lead through some.
 */
final class ResultRoot {
  private static final RelativePath PROMOTION = new RelativePath("promotion.scm");
  private static final RelativePath ARTIFACTS = new RelativePath("artifacts");
  private static final RelativePath LOGS = new RelativePath("logs");

  /** Bytes; a description is a few thousand. */
  private static final long LARGEST_PROMOTION = 1 << 20;

  private final Path root;

  private ResultRoot(Path root) {
    this.root = root;
  }

  /** The result root at DIRECTORY; a FruixException when there is no directory. */
  static ResultRoot at(Path directory) {
    try {
      Path real = directory.toRealPath();
      if (!Files.isDirectory(real)) {
        throw FruixException.failed(directory + " is not a directory");
      }
      return new ResultRoot(real);
    } catch (IOException e) {
      throw FruixException.io("read", directory, e);
    }
  }

  /** What {@code promotion.scm} says. */
  Promotion promotion() {
    Path file = PROMOTION.under(root);
    try {
      HostFile found = HostFile.of(file);
      if (found.kind() != HostFile.Kind.REGULAR) {
        throw FruixException.failed(file + " is a " + found.kind());
      }
      if (found.size() > LARGEST_PROMOTION) {
        throw FruixException.failed(file + " is too large to be the description of a result");
      }
      return PromotionReader.read(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw FruixException.failed(
          "there is no promotion.scm in " + root,
          "it is written last: a build that did not come to its end has none");
    } catch (CharacterCodingException e) {
      throw FruixException.failed(file + " is not text in UTF-8");
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }

  /** Where ARTIFACT lies. */
  Path directory(Artifact artifact) {
    return artifact.kind().place().under(root);
  }

  /** Finds whatever does not belong here besides ARTIFACTS, all but what their trees hold. */
  void check(List<Artifact> artifacts, Faults faults) throws IOException {
    demand(PROMOTION, HostFile.Kind.REGULAR, faults);
    for (RelativePath path : children(RelativePath.ROOT)) {
      if (path.equals(LOGS)) {
        checkLogs(LOGS, faults);
      } else if (!path.equals(PROMOTION) && !path.equals(ARTIFACTS)) {
        faults.add("`" + path + "' does not belong in a result root");
      }
    }
    if (!demand(ARTIFACTS, HostFile.Kind.DIRECTORY, faults)) {
      return;
    }
    List<RelativePath> places = artifacts.stream().map(a -> a.kind().place()).toList();
    for (RelativePath path : children(ARTIFACTS)) {
      if (!places.contains(path)) {
        faults.add("`" + path + "' is none of the artifacts of promotion.scm");
      }
    }
    for (RelativePath place : places) {
      if (demand(place, HostFile.Kind.DIRECTORY, faults)) {
        checkArtifact(place, faults);
      }
    }
  }

  private void checkArtifact(RelativePath place, Faults faults) throws IOException {
    demand(place.resolve(ArtifactTree.TREE), HostFile.Kind.DIRECTORY, faults);
    demand(place.resolve(ArtifactTree.METALOG), HostFile.Kind.REGULAR, faults);
    demand(place.resolve(ArtifactTree.MANIFEST), HostFile.Kind.REGULAR, faults);
    for (RelativePath path : children(place)) {
      if (!ArtifactTree.PARTS.contains(path.name())) {
        faults.add("`" + path + "' does not belong in an artifact");
      }
    }
  }

  private void checkLogs(RelativePath directory, Faults faults) throws IOException {
    if (!demand(directory, HostFile.Kind.DIRECTORY, faults)) {
      return;
    }
    for (RelativePath path : children(directory)) {
      HostFile file = HostFile.of(path.under(root));
      if (file.isDirectory()) {
        checkLogs(path, faults);
      } else if (file.kind() != HostFile.Kind.REGULAR) {
        faults.add("`" + path + "' is a " + file.kind() + ", which is no log");
      }
    }
  }

  /** Whether a file of KIND is at PATH. */
  private boolean demand(RelativePath path, HostFile.Kind kind, Faults faults) throws IOException {
    HostFile.Kind found = kind(path).orElse(null);
    if (found == kind) {
      return true;
    }
    faults.add(
        found == null
            ? "`" + path + "' is missing"
            : "`" + path + "' is a " + found + ", not a " + kind);
    return false;
  }

  private Optional<HostFile.Kind> kind(RelativePath path) throws IOException {
    try {
      return Optional.of(HostFile.of(path.under(root)).kind());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private SortedSet<RelativePath> children(RelativePath directory) throws IOException {
    SortedSet<RelativePath> children = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.under(root))) {
      for (Path file : files) {
        children.add(directory.resolve(HostName.of(file)));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return children;
  }
}

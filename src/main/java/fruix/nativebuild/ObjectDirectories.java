package fruix.nativebuild;

import fruix.build.Derivation;
import fruix.diag.FruixException;
import fruix.io.Deletion;
import fruix.io.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The object directories of a store's native builds, and those of builds without namespaces. */
public final class ObjectDirectories {
  private final List<Path> places;

  /**
   * @param cache where those of builds in private namespaces lie
   */
  public ObjectDirectories(Path cache) {
    this.places = List.of(cache, Path.of(BuildPaths.PREFIX));
  }

  /** What was removed, and how many bytes that were. */
  public record Deleted(List<Path> directories, long bytes) {
    public Deleted {
      directories = List.copyOf(directories);
    }
  }

  /** All of them, sorted. */
  public List<Path> all() {
    List<Path> found = new ArrayList<>();
    for (Path place : places) {
      if (!Files.isDirectory(place)) {
        continue;
      }
      try (Stream<Path> children = Files.list(place)) {
        children
            .filter(child -> child.getFileName().toString().matches("[0-9a-f]{40}"))
            .forEach(found::add);
      } catch (IOException e) {
        throw FruixException.io("list", place, e);
      }
    }
    return found.stream().sorted().toList();
  }

  /** Those that BUILDS use and that are there. */
  public List<Path> of(List<Derivation> builds) {
    List<String> names = builds.stream().map(BuildSettings::objectIdentity).toList();
    return all().stream().filter(path -> names.contains(path.getFileName().toString())).toList();
  }

  /** Removes that of BUILD, unless another build has it. */
  public void deleteOf(Derivation build) {
    of(List.of(build)).forEach(this::delete);
  }

  /** Removes all that no build has. */
  public Deleted deleteAll() {
    List<Path> gone = new ArrayList<>();
    long bytes = 0;
    for (Path directory : all()) {
      long size = size(directory);
      if (delete(directory)) {
        gone.add(directory);
        bytes += size;
      }
    }
    return new Deleted(gone, bytes);
  }

  private boolean delete(Path directory) {
    try (LockFile file = LockFile.open(ObjectDirectory.lockFile(directory));
        LockFile.Held lock = file.tryExclusive(0)) {
      if (lock == null) {
        return false;
      }
      Deletion.deleteTree(directory);
      return true;
    } catch (IOException e) {
      throw FruixException.io("remove", directory, e);
    }
  }

  private static long size(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw FruixException.io("look into", directory, e);
    }
  }
}

package fruix.nativebuild;

import fruix.build.Derivation;
import fruix.diag.FruixException;
import fruix.io.Deletion;
import fruix.io.LockFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
      OptionalLong size = delete(directory);
      if (size.isPresent()) {
        gone.add(directory);
        bytes += size.getAsLong();
      }
    }
    return new Deleted(gone, bytes);
  }

  /** How many bytes went with DIRECTORY; empty when a build has it, or when it is another's. */
  private OptionalLong delete(Path directory) {
    try (LockFile file = LockFile.open(ObjectDirectory.lockFile(directory));
        LockFile.Held lock = file.tryExclusive(0)) {
      if (lock == null) {
        return OptionalLong.empty();
      }
      long size = size(directory);
      Deletion.deleteTree(directory);
      return OptionalLong.of(size);
    } catch (AccessDeniedException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw FruixException.io("remove", directory, e);
    }
  }

  private static long size(Path directory) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.isRegularFile() ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }
}

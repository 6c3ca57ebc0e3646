import fruix.hash.Sha256;
import fruix.image.FileContent;
import fruix.image.FileOutput;
import fruix.image.Seed;
import fruix.image.iso.IsoOptions;
import fruix.image.iso.IsoPlan;
import fruix.image.iso.IsoWriter;
import fruix.image.ufs.UfsOptions;
import fruix.image.ufs.UfsPlan;
import fruix.image.ufs.UfsWriter;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.Owner;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an image of a directory: what the benchmark measures beside makefs and xorriso. Arguments:
 * {@code ufs} or {@code iso}, the directory, the image. Contents are not hashed, since no manifest
 * is asked for.
 */
public final class FromDirectory {
  private static final Sha256 UNKNOWN = Sha256.of(new byte[0]);

  private FromDirectory() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[1]);
    Path image = Path.of(arguments[2]);
    Manifest manifest = manifest(directory);
    FileContent content = FileContent.under(directory);
    if (arguments[0].equals("ufs")) {
      UfsPlan plan = UfsPlan.of(UfsOptions.of(Seed.of("bench"), "bench"), manifest, List.of());
      try (FileOutput output = FileOutput.create(image, plan.size())) {
        UfsWriter.write(output, plan, content);
      }
    } else {
      IsoPlan plan = IsoPlan.of(IsoOptions.of("BENCH", null), manifest);
      try (FileOutput output = FileOutput.create(image, plan.size())) {
        IsoWriter.write(output, plan, content);
      }
    }
  }

  /** The tree at DIRECTORY, with root as the owner of everything. */
  static Manifest manifest(Path directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Map<Object, Integer> groups = new HashMap<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            entries.add(new Entry.Directory(relative(path), Attributes.DIRECTORY));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes basic)
              throws IOException {
            entries.add(entry(path, relative(path), basic));
            return FileVisitResult.CONTINUE;
          }

          private RelativePath relative(Path path) {
            return new RelativePath(directory.relativize(path).toString());
          }

          private Entry entry(Path path, RelativePath relative, BasicFileAttributes basic)
              throws IOException {
            if (basic.isSymbolicLink()) {
              String target = Files.readSymbolicLink(path).toString();
              return new Entry.Symlink(relative, Attributes.SYMLINK, target);
            }
            Map<String, Object> unix = Files.readAttributes(path, "unix:mode,nlink");
            int mode = (int) unix.getOrDefault("mode", 0444) & 07777;
            int group = 0;
            if ((int) unix.getOrDefault("nlink", 1) > 1) {
              group = groups.computeIfAbsent(basic.fileKey(), key -> groups.size() + 1);
            }
            Attributes attributes = new Attributes(mode, Owner.ROOT, "");
            return new Entry.File(relative, attributes, basic.size(), UNKNOWN, group);
          }
        });
    return Manifest.of(entries);
  }
}

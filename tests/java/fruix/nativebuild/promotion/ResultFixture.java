package fruix.nativebuild.promotion;

import fruix.hash.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A result root whose texts are written here by hand, not by what reads them: the manifest of each
 * artifact is put together from what was added to it.
 */
final class ResultFixture {
  static final String SOURCE = "/frx/store/" + "5".repeat(40) + "-freebsd-source-default";
  static final String CLOSURE = "/frx/store/" + "c".repeat(40) + "-fruix-system-builder";

  final Path root;
  final Map<String, Tree> trees = new LinkedHashMap<>();
  String version = "1";
  String runId = "20260102T030405Z-711";
  String executor = "(executor (kind self-hosted) (name \"builder\") (version \"1\") (properties))";
  String more = "";

  ResultFixture(Path root) {
    this.root = root;
  }

  /** All four artifacts, small. */
  static ResultFixture whole(Path root) throws IOException {
    ResultFixture result = new ResultFixture(root);
    result
        .tree("world")
        .directory("bin", "0755")
        .file("bin/sh", "0555", "sh\n")
        .directory("etc", "0755")
        .file("etc/motd", "0644", "hello\n")
        .directory("sbin", "0755")
        .file("sbin/init", "0500 flags=schg", "init\n")
        .link("sbin/sh", "../bin/sh")
        .required("bin/sh", "sbin/init");
    result
        .tree("kernel")
        .directory("boot", "0755")
        .directory("boot/kernel", "0755")
        .file("boot/kernel/kernel", "0555", "kernel\n")
        .required("boot/kernel/kernel");
    result
        .tree("headers")
        .directory("usr", "0755")
        .directory("usr/include", "0755")
        .file("usr/include/stdio.h", "0444", "int puts();\n")
        .required("usr/include/stdio.h");
    result
        .tree("bootloader")
        .directory("boot", "0755")
        .file("boot/loader.efi", "0444", "loader\n")
        .required("boot/loader.efi");
    return result;
  }

  Tree tree(String kind) {
    return trees.computeIfAbsent(kind, name -> new Tree(root.resolve("artifacts/" + name), name));
  }

  /** Writes METALOGs, manifests and promotion.scm; the trees lie there already. */
  Path write() throws IOException {
    StringBuilder artifacts = new StringBuilder();
    for (Tree tree : trees.values()) {
      artifacts.append(tree.write());
    }
    promotion(
        "; by hand\n(fruix-native-build-promotion (format-version "
            + version
            + ")\n(run-id \""
            + runId
            + "\")\n"
            + executor
            + "\n(guest-host-name \"builder\") (closure \""
            + CLOSURE
            + "\")\n(source-store \""
            + SOURCE
            + "\")\n(build-policy (target \"amd64\") (target-arch \"amd64\")"
            + " (kernconf \"GENERIC\") (make-flags \"WITHOUT_TESTS=yes\"))\n"
            + artifacts
            + more
            + ")\n");
    return root;
  }

  void promotion(String text) throws IOException {
    Files.writeString(root.resolve("promotion.scm"), text);
  }

  String promotion() throws IOException {
    return Files.readString(root.resolve("promotion.scm"));
  }

  /** One artifact; paths without blanks. */
  static final class Tree {
    final Path place;
    final Path files;
    private final String kind;
    private final TreeMap<String, String> manifest = new TreeMap<>();
    private final StringBuilder metalog = new StringBuilder("#mtree 2.0\n");
    private String required = "";
    String path;

    private Tree(Path place, String kind) {
      this.place = place;
      this.files = place.resolve("tree");
      this.kind = kind;
      this.path = "artifacts/" + kind;
      metalog.append(". type=dir uname=root gname=wheel mode=0755\n");
    }

    Tree directory(String path, String mode) throws IOException {
      Files.createDirectories(files.resolve(path));
      metalog("./" + path + " type=dir uname=root gname=wheel mode=" + mode);
      return line(path, "type=dir uid=0 gid=0 mode=" + mode);
    }

    /** A file of group wheel; MODE may go on with {@code flags=…}. */
    Tree file(String path, String mode, String text) throws IOException {
      Files.writeString(files.resolve(path), text);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      String[] words = mode.split(" ", 2);
      String flags = words.length > 1 ? " " + words[1] : "";
      metalog(
          "./"
              + path
              + " type=file uname=root gname=wheel mode="
              + words[0]
              + " size="
              + bytes.length
              + flags
              + " tags=package=runtime");
      return line(
          path,
          "type=file uid=0 gid=0 mode="
              + words[0]
              + " size="
              + bytes.length
              + " sha256digest="
              + Sha256.of(bytes).hex()
              + flags);
    }

    Tree link(String path, String target) throws IOException {
      Files.createSymbolicLink(files.resolve(path), Path.of(target));
      metalog("./" + path + " type=link uname=root gname=wheel mode=0755 link=" + target);
      return line(path, "type=link uid=0 gid=0 mode=0755 link=" + target);
    }

    Tree required(String... paths) {
      required = "\"" + String.join("\" \"", paths) + "\"";
      return this;
    }

    /** Adds a line to METALOG. */
    Tree metalog(String line) {
      metalog.append(line).append('\n');
      return this;
    }

    /** Sets the line of PATH in the manifest. */
    Tree line(String path, String rest) {
      manifest.put(path.replace('/', '\0'), "./" + path + " " + rest + "\n");
      return this;
    }

    String manifest() {
      return "#mtree\n. type=dir uid=0 gid=0 mode=0555\n" + String.join("", manifest.values());
    }

    private String write() throws IOException {
      Files.writeString(place.resolve("METALOG"), metalog.toString());
      Files.writeString(place.resolve("manifest.mtree"), manifest());
      return "(artifact (kind "
          + kind
          + ") (path \""
          + path
          + "\")\n  (required-files "
          + required
          + ")\n  (content-signature \""
          + Sha256.ofUtf8(manifest()).hex()
          + "\"))\n";
    }
  }
}

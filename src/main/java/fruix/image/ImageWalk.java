package fruix.image;

import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Visits a tree inside an image, a directory before what it holds. A directory that is met twice
 * and a name that no path can have are diagnostics, so that a walk ends and stays below its root.
 */
public final class ImageWalk {

  /** Takes one file. */
  @FunctionalInterface
  public interface Visitor {
    void visit(RelativePath path, ImageNode node);
  }

  /** Four times FreeBSD's PATH_MAX, in characters; also bounds the depth of the recursion. */
  private static final int LONGEST_PATH = 4096;

  private final ImageFileSystem system;
  private final Set<Long> directories = new HashSet<>();

  private ImageWalk(ImageFileSystem system) {
    this.system = system;
  }

  /** Shows VISITOR the file START and all that is below it; paths are relative to START. */
  public static void walk(ImageFileSystem system, ImageNode start, Visitor visitor) {
    new ImageWalk(system).visit(RelativePath.ROOT, start, visitor);
  }

  /** Hands the tree below START to SINK. Device nodes, which a sink cannot take, are left out. */
  public static void copy(ImageFileSystem system, ImageNode start, TreeSink sink) {
    Map<Long, RelativePath> files = new HashMap<>();
    walk(
        system,
        start,
        (path, node) -> {
          try {
            copy(system, path, node, sink, files);
          } catch (IOException e) {
            throw FruixException.failed("cannot extract `" + path + "': " + e.getMessage());
          }
        });
  }

  private static void copy(
      ImageFileSystem system,
      RelativePath path,
      ImageNode node,
      TreeSink sink,
      Map<Long, RelativePath> files)
      throws IOException {
    switch (node.kind()) {
      case DIRECTORY -> sink.directory(path, node.attributes());
      case SYMLINK -> sink.symlink(path, node.attributes(), node.target());
      case FILE -> {
        RelativePath first = node.links() > 1 ? files.putIfAbsent(node.id(), path) : null;
        if (first != null) {
          sink.hardlink(path, first);
          return;
        }
        try (InputStream content = system.open(node)) {
          sink.file(path, node.attributes(), node.size(), content);
        }
      }
      case SPECIAL -> {}
    }
  }

  private void visit(RelativePath path, ImageNode node, Visitor visitor) {
    visitor.visit(path, node);
    if (!node.isDirectory()) {
      return;
    }
    if (!directories.add(node.id())) {
      throw FruixException.failed(
          "the image is damaged: the directory `" + path + "' is met twice");
    }
    if (path.value().length() > LONGEST_PATH) {
      throw FruixException.failed("the image has directories nested too deeply");
    }
    for (ImageFileSystem.Child child : system.children(node)) {
      visit(below(path, child.name()), child.node(), visitor);
    }
  }

  private static RelativePath below(RelativePath directory, String name) {
    if (name.indexOf('/') >= 0) {
      throw FruixException.failed("the image is damaged: a name holds a slash: `" + name + "'");
    }
    try {
      return directory.resolve(name);
    } catch (IllegalArgumentException e) {
      throw FruixException.failed("the image is damaged: " + e.getMessage());
    }
  }
}

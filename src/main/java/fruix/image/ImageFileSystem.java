package fruix.image;

import fruix.diag.FruixException;
import fruix.io.RelativePath;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A file system inside an image, looked at without mounting it. Every method answers damaged bytes
 * with a diagnostic.
 */
public interface ImageFileSystem {

  /** What an operator wants to know about the whole: names and values in a fixed order. */
  Map<String, String> summary();

  /** The root directory. */
  ImageNode root();

  /** What DIRECTORY holds, without {@code .} and {@code ..}, in the order of the image. */
  List<Child> children(ImageNode directory);

  /** The contents of FILE: exactly its size in bytes, holes as zeros. */
  InputStream open(ImageNode file);

  /** Checks everything, as a fsck that changes nothing: one sentence for each fault found. */
  List<String> verify();

  /** One name in a directory. */
  record Child(String name, ImageNode node) {}

  /** The file at PATH, following no symbolic link; a diagnostic when there is none. */
  default ImageNode find(RelativePath path) {
    ImageNode node = root();
    if (path.isRoot()) {
      return node;
    }
    for (String name : path.value().split("/", -1)) {
      if (!node.isDirectory()) {
        throw FruixException.failed("no `" + path + "' in the image");
      }
      node =
          children(node).stream()
              .filter(child -> child.name().equals(name))
              .findFirst()
              .orElseThrow(() -> FruixException.failed("no `" + path + "' in the image"))
              .node();
    }
    return node;
  }
}

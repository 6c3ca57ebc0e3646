package fruix.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of the host's files as text, refusing those that have no text. */
public final class HostName {
  /** What the decoder puts in place of bytes that it cannot read. */
  static final char REPLACEMENT = '\ufffd';

  private HostName() {}

  /** The last component of PATH; an IOException when its bytes are not UTF-8. */
  public static String of(Path path) throws IOException {
    Path last = path.getFileName();
    return last == null ? "" : text(last, path);
  }

  /** The text of LINK's target TARGET; an IOException when its bytes are not UTF-8. */
  public static String ofTarget(Path target, Path link) throws IOException {
    return text(target, link);
  }

  /**
   * What DIRECTORY holds, in no order; quicker than a DirectoryStream, but a name that is no text
   * is mangled, and where reading breaks off, the rest is missing.
   */
  public static List<String> in(Path directory) throws IOException {
    String[] names = directory.toFile().list();
    if (names != null) {
      return List.of(names);
    }
    List<String> slowly = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) { // or says why not
      children.forEach(child -> slowly.add(String.valueOf(child.getFileName())));
    }
    return slowly;
  }

  private static String text(Path name, Path where) throws IOException {
    String text = name.toString();
    // The replacement character may truly be there: then encoding it again gives the same bytes.
    if (text.indexOf(REPLACEMENT) >= 0 && !encodesBack(name, text)) {
      throw new IOException("the name or link target is not valid UTF-8: " + where);
    }
    return text;
  }

  private static boolean encodesBack(Path name, String text) {
    try {
      return name.getFileSystem().getPath(text).equals(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}

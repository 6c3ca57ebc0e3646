package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lays several archives over each other. Directories wait for the end, since only then it is known
 * which of them lead to something taken.
 */
final class UnpackSink implements TreeSink {
  private final RelativePath at;
  private final TreeSink out;
  private final Map<RelativePath, String> origins = new HashMap<>();
  private final TreeMap<RelativePath, Attributes> directories = new TreeMap<>();
  private final Set<RelativePath> wanted = new HashSet<>();
  private String archive = "";
  private PathRules rules = PathRules.ALL;
  private final Map<RelativePath, Boolean> taken = new TreeMap<>();

  /**
   * @param at where in the new item everything goes
   */
  UnpackSink(RelativePath at, TreeSink out) {
    this.at = at;
    this.out = out;
  }

  /** What comes from now on is of ARCHIVE, and only what RULES take of it counts. */
  void begin(String newArchive, PathRules newRules) {
    archive = newArchive;
    rules = newRules;
    taken.clear();
  }

  /** The required patterns that nothing of the archive has matched so far. */
  List<String> unmet() {
    return rules.unmet(taken);
  }

  @Override
  public void directory(RelativePath path, Attributes attributes) {
    directories.putIfAbsent(path, attributes);
    if (rules.takes(path, true)) {
      taken.put(path, true);
      want(path);
    }
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException {
    if (takes(path)) {
      out.file(place(path), attributes, size, content);
    }
  }

  @Override
  public void symlink(RelativePath path, Attributes attributes, String target) throws IOException {
    if (takes(path)) {
      out.symlink(place(path), attributes, target);
    }
  }

  @Override
  public void hardlink(RelativePath path, RelativePath existing) throws IOException {
    if (takes(path)) {
      out.hardlink(place(path), place(existing));
    }
  }

  private boolean takes(RelativePath path) {
    if (!rules.takes(path, false)) {
      return false;
    }
    String other = origins.putIfAbsent(path, archive);
    if (other != null) {
      throw new FruixException(
          Diagnostic.of(
              ExitCode.BUILD,
              "unpack-archives: `" + path + "' is in " + other + " and in " + archive));
    }
    taken.put(path, false);
    if (!path.isRoot()) {
      want(path.parent());
    }
    return true;
  }

  private void want(RelativePath directory) {
    RelativePath path = directory;
    while (wanted.add(path) && !path.isRoot()) {
      path = path.parent();
    }
  }

  private RelativePath place(RelativePath path) {
    return path.isRoot() ? at : at.resolve(path.value());
  }

  /** Hands over the directories. */
  void finish() throws IOException {
    for (Map.Entry<RelativePath, Attributes> directory : directories.entrySet()) {
      if (wanted.contains(directory.getKey())) {
        out.directory(place(directory.getKey()), directory.getValue());
      }
    }
  }
}

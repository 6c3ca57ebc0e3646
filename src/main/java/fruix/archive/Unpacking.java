package fruix.archive;

import fruix.archive.Member.Kind;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One archive on its way into a sink: knows every path that was seen, selected or not, and so what
 * a further member may be.
 */
final class Unpacking {
  private final String archive;
  private final Predicate<RelativePath> select;
  private final TreeSink sink;
  private final Map<RelativePath, Node> nodes = new HashMap<>();
  private final Map<RelativePath, Attributes> directories = new TreeMap<>();
  private int waiting;

  /** What is known of a path; a hard link shares the node of its file. */
  private static final class Node {
    final Kind kind;
    boolean implied;

    /** Where the sink has this file. */
    @Nullable RelativePath placed;

    /** Selected names of a file that is not in the sink. */
    final List<RelativePath> lacking = new ArrayList<>(0);

    Node(Kind kind, boolean implied) {
      this.kind = kind;
      this.implied = implied;
    }
  }

  Unpacking(String archive, Predicate<RelativePath> select, TreeSink sink) {
    this.archive = archive;
    this.select = select;
    this.sink = sink;
    nodes.put(RelativePath.ROOT, new Node(Kind.DIRECTORY, true));
  }

  /** Takes the next member of the archive. */
  void accept(Member member, InputStream content) throws IOException {
    RelativePath path = member.path();
    checkParents(path);
    Node node = enter(member);
    if (!select.test(path)) {
      return;
    }
    switch (member.kind()) {
      case DIRECTORY -> directories.put(path, member.attributes());
      case SYMLINK -> sink.symlink(path, member.attributes(), member.target());
      case FILE -> place(node, path, member, content);
      case HARDLINK -> link(node, path);
    }
  }

  /** Whether selected hard links wait for a file that was not selected. */
  boolean lacksFiles() {
    return waiting > 0;
  }

  /** On the second look at the archive: takes the contents that {@link #lacksFiles} tells of. */
  void supply(Member member, InputStream content) throws IOException {
    Node node = nodes.get(member.path());
    if (member.kind() != Kind.FILE || node == null || node.lacking.isEmpty()) {
      return;
    }
    waiting--;
    place(node, node.lacking.get(0), member, content);
    for (RelativePath name : node.lacking.subList(1, node.lacking.size())) {
      sink.hardlink(name, node.lacking.get(0));
    }
    node.lacking.clear();
  }

  /** Hands the directories over; throws FruixException when the second look found less. */
  void finish() throws IOException {
    if (waiting > 0) {
      throw FruixException.failed("archive " + archive + " changed while it was read");
    }
    for (Map.Entry<RelativePath, Attributes> directory : directories.entrySet()) {
      sink.directory(directory.getKey(), directory.getValue());
    }
  }

  private void place(Node node, RelativePath path, Member member, InputStream content)
      throws IOException {
    sink.file(path, member.attributes(), member.size(), content);
    node.placed = path;
  }

  private void link(Node node, RelativePath path) throws IOException {
    if (node.placed != null) {
      sink.hardlink(path, node.placed);
      return;
    }
    if (node.lacking.isEmpty()) {
      waiting++;
    }
    node.lacking.add(path);
  }

  /** Enters the directories that lead to PATH; they must not be anything else. */
  private void checkParents(RelativePath path) {
    RelativePath at = path;
    while (!at.isRoot()) {
      at = at.parent();
      Node node = nodes.get(at);
      if (node == null) {
        nodes.put(at, new Node(Kind.DIRECTORY, true));
      } else if (node.kind == Kind.DIRECTORY) {
        return;
      } else {
        String what = node.kind == Kind.SYMLINK ? "the symbolic link" : "the file";
        throw refuse(path, "lies below " + what + " `" + at + "'");
      }
    }
  }

  private Node enter(Member member) {
    RelativePath path = member.path();
    Node old = nodes.get(path);
    if (old != null) {
      if (member.kind() != Kind.DIRECTORY || old.kind != Kind.DIRECTORY) {
        throw refuse(path, old.implied ? "is a directory elsewhere" : "occurs twice");
      }
      old.implied = false;
      return old;
    }
    Node node = member.kind() == Kind.HARDLINK ? linked(member) : new Node(member.kind(), false);
    nodes.put(path, node);
    return node;
  }

  private Node linked(Member member) {
    Node node = nodes.get(member.linked());
    if (node == null || node.kind != Kind.FILE) {
      String what = node == null ? "is not an earlier member" : "is not a regular file";
      throw refuse(member.path(), "is a hard link to `" + member.linked() + "', which " + what);
    }
    return node;
  }

  private FruixException refuse(RelativePath path, String why) {
    return FruixException.failed("archive " + archive + ": member `" + path + "' " + why);
  }
}

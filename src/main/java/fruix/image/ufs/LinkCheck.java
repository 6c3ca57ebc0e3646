package fruix.image.ufs;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Phases 2 to 4: directories form a tree, and every inode has as many names as it says. */
final class LinkCheck {

  /** A directory to be looked at, and the one that holds it. */
  private record Visit(Inode directory, long parent) {}

  private final ImageInput image;
  private final UfsGeometry geometry;
  private final Map<Long, UsedInode> used;
  private final Faults faults;
  private final Map<Long, Integer> names = new HashMap<>();
  private final Set<Long> seen = new HashSet<>();
  private final Deque<Visit> waiting = new ArrayDeque<>();

  LinkCheck(ImageInput image, UfsGeometry geometry, InodeCheck inodes, Faults faults) {
    this.image = image;
    this.geometry = geometry;
    this.used = inodes.used();
    this.faults = faults;
  }

  void check() {
    UsedInode root = used.get((long) UfsLayout.ROOT_INODE);
    if (root == null || root.directory() == null) {
      faults.add("there is no root directory");
      return;
    }
    enter(root.directory(), UfsLayout.ROOT_INODE);
    while (!waiting.isEmpty()) {
      directory(waiting.remove());
    }
    used.forEach(
        (number, inode) -> {
          int found = names.getOrDefault(number, 0);
          if (found == 0) {
            faults.add("inode " + number + " is in use, but has no name");
          } else if (found != inode.links()) {
            faults.add("inode " + number + " has " + found + " links, not " + inode.links());
          }
        });
  }

  private void enter(Inode directory, long parent) {
    if (seen.add(directory.number())) {
      waiting.add(new Visit(directory, parent));
    } else {
      faults.add("the directory of inode " + directory.number() + " has two names");
    }
  }

  private void directory(Visit visit) {
    List<DirectoryReader.Item> items;
    try {
      items = DirectoryReader.read(image, geometry, visit.directory());
    } catch (FruixException e) {
      faults.add(e.diagnostics().get(0).message());
      return;
    }
    long self = visit.directory().number();
    boolean dots =
        items.size() >= 2
            && items.get(0).name().equals(".")
            && items.get(0).inode() == self
            && items.get(1).name().equals("..")
            && items.get(1).inode() == visit.parent();
    faults.require(dots, "the directory of inode " + self + " has wrong entries for . and ..");
    Set<String> known = new HashSet<>();
    for (DirectoryReader.Item item : items) {
      if (!known.add(item.name())) {
        faults.add("the directory of inode " + self + " has `" + item.name() + "' twice");
      }
      names.merge(item.inode(), 1, Integer::sum);
      if (!item.isDots()) {
        name(item, self);
      }
    }
  }

  private void name(DirectoryReader.Item item, long parent) {
    UsedInode inode = used.get(item.inode());
    if (item.name().indexOf('/') >= 0 || item.name().indexOf('\0') >= 0) {
      faults.add("the directory of inode " + parent + " has a name that cannot be");
    }
    if (inode == null) {
      faults.add("`" + item.name() + "' leads to the unused inode " + item.inode());
      return;
    }
    if (item.type() != inode.type() >> 12) {
      faults.add("`" + item.name() + "' has another type than its inode " + item.inode());
    }
    if (inode.directory() != null) {
      enter(inode.directory(), parent);
    }
  }
}

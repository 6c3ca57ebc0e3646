package fruix.store;

import fruix.mtree.Attributes;
import fruix.mtree.Owner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What of a manifest's attributes lies on the disk: everything when OWNERS is set, which only root
 * can do; else files are 0444 or 0555 under the user's own id. Never part of a content hash.
 *
 * @param flags whether file flags are applied as well
 */
record PhysicalAttributes(boolean owners, boolean flags) {
  /** Modification and access time of everything in the store. */
  static final FileTime TIME = FileTime.from(1, TimeUnit.SECONDS);

  private static final int ANY_EXECUTE = 0111;

  /** By mode: there are as many as files and few that differ. */
  private static final Map<Integer, FileAttribute<Set<PosixFilePermission>>> PERMISSIONS =
      new ConcurrentHashMap<>();

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  /** The permission bits that a file or directory with ATTRIBUTES has on the disk. */
  int mode(Attributes attributes) {
    if (owners) {
      return attributes.mode();
    }
    return (attributes.mode() & ANY_EXECUTE) != 0 ? 0555 : 0444;
  }

  /** As {@link #mode}, for a directory, which must stay readable to be of use to its user. */
  int directoryMode(Attributes attributes) {
    return owners ? attributes.mode() : 0555;
  }

  /** Makes the regular file FILE, with as much of ATTRIBUTES as it can have from the start. */
  FileChannel create(Path file, Attributes attributes) throws IOException {
    return FileChannel.open(file, NEW, permissions(mode(attributes) & 0777));
  }

  /** Completes FILE, made by {@link #create} and filled; BIRTH is what it had then, if known. */
  void applyToFile(Path file, Attributes attributes, @Nullable Birth birth) throws IOException {
    int mode = mode(attributes);
    boolean ownerChanged = applyOwner(file, attributes, birth);
    if (ownerChanged || birth == null || mode != (mode & 0777 & ~birth.umask())) {
      Files.setAttribute(file, "unix:mode", mode);
    }
    applyTime(file);
  }

  void applyToDirectory(Path directory, Attributes attributes, @Nullable Birth birth)
      throws IOException {
    int mode = directoryMode(attributes);
    boolean ownerChanged = applyOwner(directory, attributes, birth);
    if (ownerChanged || birth == null || mode != birth.directoryMode()) {
      Files.setAttribute(directory, "unix:mode", mode);
    }
    applyTime(directory);
  }

  void applyToSymlink(Path link, Attributes attributes, @Nullable Birth birth) throws IOException {
    applyOwner(link, attributes, birth);
    Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(TIME, TIME, null);
  }

  /** Before the mode: a change of owner clears set-uid bits. */
  private boolean applyOwner(Path path, Attributes attributes, @Nullable Birth birth)
      throws IOException {
    Owner owner = attributes.owner();
    if (!owners || birth != null && owner.uid() == birth.uid() && owner.gid() == birth.gid()) {
      return false;
    }
    Files.setAttribute(path, "unix:uid", (int) owner.uid(), LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", (int) owner.gid(), LinkOption.NOFOLLOW_LINKS);
    return true;
  }

  /** For what is no symbolic link: half the system calls of the way that can do those too. */
  private static void applyTime(Path path) throws IOException {
    if (!path.toFile().setLastModified(TIME.toMillis())) {
      throw new IOException("cannot set the time of " + path);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(int mode) {
    return PERMISSIONS.computeIfAbsent(mode, PhysicalAttributes::newPermissions);
  }

  private static FileAttribute<Set<PosixFilePermission>> newPermissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    int bit = 0400;
    // Declared in the order of the bits.
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & bit) != 0) {
        permissions.add(permission);
      }
      bit >>= 1;
    }
    return PosixFilePermissions.asFileAttribute(permissions);
  }
}

package fruix.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code lstat(2)} says of a file on the host; two looks at an unchanged file are equal.
 *
 * @param mode permission bits, 0…07777
 * @param size in bytes
 * @param mtime nanoseconds since the epoch, as is CTIME
 */
public record HostFile(
    Kind kind,
    int mode,
    long device,
    long inode,
    int links,
    long uid,
    long gid,
    long size,
    long mtime,
    long ctime) {

  /** What a file is. */
  public enum Kind {
    DIRECTORY("directory"),
    REGULAR("regular file"),
    SYMLINK("symbolic link"),
    FIFO("named pipe"),
    SOCKET("socket"),
    DEVICE("device node");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    @Override
    public String toString() {
      return description;
    }
  }

  private static final String WANTED =
      "unix:mode,dev,ino,nlink,uid,gid,size,lastModifiedTime,ctime";

  /** Looks at PATH itself, never at what a symbolic link there points to. */
  public static HostFile of(Path path) throws IOException {
    Map<String, Object> stat = Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) number(stat, "mode");
    return new HostFile(
        kind(mode),
        mode & 07777,
        number(stat, "dev"),
        number(stat, "ino"),
        (int) number(stat, "nlink"),
        number(stat, "uid") & 0xffffffffL,
        number(stat, "gid") & 0xffffffffL,
        number(stat, "size"),
        nanos(stat, "lastModifiedTime"),
        nanos(stat, "ctime"));
  }

  /** The file type in {@code st_mode}, {@code sys/stat.h}; the same numbers on every Unix. */
  private static Kind kind(int mode) throws IOException {
    return switch (mode & 0170000) {
      case 0040000 -> Kind.DIRECTORY;
      case 0100000 -> Kind.REGULAR;
      case 0120000 -> Kind.SYMLINK;
      case 0010000 -> Kind.FIFO;
      case 0140000 -> Kind.SOCKET;
      case 0020000, 0060000 -> Kind.DEVICE;
      default -> throw new IOException("unknown file type " + Integer.toOctalString(mode));
    };
  }

  private static long number(Map<String, Object> stat, String key) throws IOException {
    if (stat.get(key) instanceof Number number) {
      return number.longValue();
    }
    throw new IOException("the host does not tell the " + key + " of files");
  }

  private static long nanos(Map<String, Object> stat, String key) throws IOException {
    if (stat.get(key) instanceof FileTime time) {
      return time.to(TimeUnit.NANOSECONDS);
    }
    throw new IOException("the host does not tell the " + key + " of files");
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  /** True when the owner may execute it. */
  public boolean isExecutable() {
    return (mode & 0100) != 0;
  }

  /** True for another name of the same file. */
  public boolean sameFile(HostFile other) {
    return device == other.device && inode == other.inode;
  }
}

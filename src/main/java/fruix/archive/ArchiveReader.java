package fruix.archive;

import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Reads tar archives (ustar, pax, GNU; plain or in gzip, xz, zstd) into a {@link TreeSink}, with
 * the numeric owners, modes and flags of their headers. The compression is told by the first bytes,
 * never by the name.
 *
 * <p>Refused, by name: a path that is absolute or holds {@code ..}, a device or fifo, a member
 * below a symbolic link or file of the archive, a member twice (a directory may come again, its
 * last attributes count), a hard link to what is not an earlier regular file, a name that is not
 * UTF-8; and an archive that is truncated, corrupt, or goes on after its end mark. All of an
 * archive is checked so, whatever part is selected.
 */
public final class ArchiveReader {
  private final int threads;

  /**
   * @param threads how many threads may decompress at once, at least 1; it never changes the result
   */
  public ArchiveReader(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("not a number of threads: " + threads);
    }
    this.threads = threads;
  }

  /**
   * Hands the members of ARCHIVE whose paths SELECT accepts to SINK: files, symbolic links and hard
   * links in the archive's order, then the directories. When a selected hard link's file is not
   * selected, the link's first selected name becomes the file; this takes a second look at the
   * archive. Directories that lead to a selected path are handed over only if selected themselves.
   * Throws FruixException naming archive and member for a bad archive, IOException for the sink's.
   */
  public void read(Path archive, Predicate<RelativePath> select, TreeSink sink) throws IOException {
    Unpacking unpacking = new Unpacking(archive.toString(), select, sink);
    forEach(archive, unpacking::accept);
    if (unpacking.lacksFiles()) {
      forEach(archive, unpacking::supply);
    }
    unpacking.finish();
  }

  private interface Visitor {
    void visit(Member member, InputStream content) throws IOException;
  }

  private void forEach(Path archive, Visitor visitor) throws IOException {
    try (Members members = open(archive)) {
      for (Member member = members.next(); member != null; member = members.next()) {
        visitor.visit(member, members.content());
      }
    }
  }

  private Members open(Path archive) {
    try {
      return new Members(archive.toString(), Compression.open(archive, threads));
    } catch (IOException e) {
      throw FruixException.io("read", archive, e);
    }
  }
}

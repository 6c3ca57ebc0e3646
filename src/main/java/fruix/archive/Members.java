package fruix.archive;

import fruix.archive.Member.Kind;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.FileFlags;
import fruix.mtree.Owner;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** The members of a tar stream, one after the other, each checked by itself. */
final class Members implements AutoCloseable {
  /** No real member has longer headers, names and extended attributes included. */
  private static final int HEADER_LIMIT = 1 << 20;

  /** The end of an archive is marked by two records of zeros. */
  private static final int END_MARK = 2 * TarConstants.DEFAULT_RCDSIZE;

  private final String archive;
  private final TrackedInputStream in;
  private final TarArchiveInputStream tar;
  private final byte[] scratch = new byte[1 << 16];
  private String current = "";
  private HeaderBytes header = new HeaderBytes(new byte[0]);

  /** Reads ARCHIVE, a name for messages, from DECOMPRESSED, which is closed with this. */
  Members(String archive, InputStream decompressed) {
    this.archive = archive;
    this.in = new TrackedInputStream(decompressed);
    this.tar = new TarArchiveInputStream(in, "UTF-8");
  }

  /** The next member, or null after the last, when the end of the archive was found right. */
  @Nullable Member next() throws InterruptedIOException {
    try {
      drain(tar);
      long start = in.position();
      in.beginHeader(HEADER_LIMIT);
      TarArchiveEntry entry = tar.getNextEntry();
      header = new HeaderBytes(in.endHeader());
      if (entry == null) {
        checkEnd(start);
        return null;
      }
      current = entry.getName();
      if (!entry.isCheckSumOK()) {
        throw corrupt("header checksum does not match", start, null);
      }
      return member(entry);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw corrupt(reason(e), in.position(), e);
    }
  }

  /** The current member's contents; a bad archive is a FruixException, also while reading. */
  InputStream content() {
    return new Content();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private Member member(TarArchiveEntry entry) {
    String name = entry.getName();
    checkUtf8(name.split("/", -1));
    checkUtf8(entry.getLinkName());
    Kind kind = kind(entry);
    RelativePath path = path(name, "");
    RelativePath linked = RelativePath.ROOT;
    if (kind == Kind.HARDLINK) {
      linked = path(entry.getLinkName(), "is a hard link to `" + entry.getLinkName() + "': ");
      if (entry.getSize() != 0) {
        throw refuse("is a hard link with contents of its own");
      }
    }
    String target = kind == Kind.SYMLINK ? entry.getLinkName() : "";
    if (kind == Kind.SYMLINK && target.isEmpty()) {
      throw refuse("is a symbolic link without a target");
    }
    if (path.isRoot() && kind != Kind.DIRECTORY) {
      throw refuse("is the archive's root but not a directory");
    }
    long size = kind == Kind.FILE ? entry.getRealSize() : 0;
    return new Member(kind, path, attributes(entry), target, linked, size);
  }

  private void checkUtf8(String... parts) {
    for (String part : parts) {
      if (header.isReplaced(part)) {
        throw refuse("has a name that is not UTF-8");
      }
    }
  }

  private Kind kind(TarArchiveEntry entry) {
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_DIR -> Kind.DIRECTORY;
      case TarConstants.LF_SYMLINK -> Kind.SYMLINK;
      case TarConstants.LF_LINK -> Kind.HARDLINK;
      case TarConstants.LF_NORMAL,
          TarConstants.LF_OLDNORM,
          TarConstants.LF_CONTIG,
          TarConstants.LF_GNUTYPE_SPARSE ->
          entry.isDirectory() ? Kind.DIRECTORY : Kind.FILE;
      case TarConstants.LF_CHR -> throw refuse("is a character device");
      case TarConstants.LF_BLK -> throw refuse("is a block device");
      case TarConstants.LF_FIFO -> throw refuse("is a fifo");
      default -> throw refuse("is of the unknown type `" + (char) entry.getLinkFlag() + "'");
    };
  }

  private Attributes attributes(TarArchiveEntry entry) {
    String flags = entry.getExtraPaxHeader("SCHILY.fflags");
    try {
      return new Attributes(
          entry.getMode() & 07777,
          new Owner(entry.getLongUserId(), entry.getLongGroupId()),
          FileFlags.canonical(flags == null ? "" : flags));
    } catch (IllegalArgumentException e) {
      throw refuse("has a bad header: " + e.getMessage());
    }
  }

  private RelativePath path(String name, String prefix) {
    if (name.startsWith("/") || prefix.isEmpty() && header.wasAbsolute(name)) {
      throw refuse(prefix + "has an absolute path");
    }
    try {
      return RelativePath.lenient(name);
    } catch (IllegalArgumentException e) {
      throw refuse(prefix + "has a path that leads astray: " + e.getMessage());
    }
  }

  private void checkEnd(long start) throws IOException {
    drain(in);
    long end = roundUp(start);
    if (in.endOfNonZero() > end) {
      throw corrupt(
          end == 0 ? "it is not a tar archive" : "it goes on after its end mark", end, null);
    }
    if (in.position() < end + END_MARK) {
      throw corrupt("it is truncated", in.position(), null);
    }
  }

  private static long roundUp(long position) {
    int record = TarConstants.DEFAULT_RCDSIZE;
    return (position + record - 1) / record * record;
  }

  private void drain(InputStream stream) throws IOException {
    if (stream == tar && tar.getCurrentEntry() == null) {
      return;
    }
    while (stream.read(scratch, 0, scratch.length) >= 0) {
      // Nobody wants these bytes, but the stream's own check does.
    }
  }

  private FruixException refuse(String why) {
    return FruixException.failed("archive " + archive + ": member `" + current + "' " + why);
  }

  private FruixException corrupt(String why, long offset, @Nullable Exception cause) {
    String where = current.isEmpty() ? "" : ", at or after member `" + current + "'";
    String place = " (at byte " + offset + " of the uncompressed archive" + where + ")";
    String message = "cannot read archive " + archive + ": " + why + place;
    return new FruixException(Diagnostic.of(ExitCode.FAILED, message), cause);
  }

  private static String reason(Exception e) {
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof EOFException ? "it is truncated" : e.getClass().getSimpleName();
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return tar.read(buffer, offset, length);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        throw corrupt(reason(e), in.position(), e);
      }
    }
  }
}

package fruix.deploy;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.event.EventSink;
import fruix.hash.Sha256;
import fruix.io.HostCommand;
import fruix.io.Parallel;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.ManifestWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a directory of a root tree's plan. What cannot be applied on this host (owners and set-uid
 * bits where the user is not root, flags where there are none) is told by {@code rootfs.mtree},
 * which is then written into the directory too.
 */
public final class RootfsWriter {
  private static final RelativePath SPECIFICATION = new RelativePath("rootfs.mtree");
  private static final int BUFFER = 1 << 17;
  private static final long PROGRESS_STEP = 16 << 20;

  private final boolean owners;
  private final boolean flags;
  private final EventSink events;

  /**
   * @param owners whether owners and full modes are applied, which only root can do
   * @param flags whether the host has file flags and the user may set them
   */
  public RootfsWriter(boolean owners, boolean flags, EventSink events) {
    this.owners = owners;
    this.flags = flags;
    this.events = events;
  }

  /**
   * Writes PLAN to DIRECTORY, which must not exist or be empty; one that a killed run left
   * half-written is started anew. Nothing outside DIRECTORY is touched.
   */
  public void write(RootfsPlan plan, Path directory) {
    try (RootfsTarget target = RootfsTarget.take(directory)) {
      new Run(plan, target.directory()).run();
      target.finish();
    } catch (IOException e) {
      throw FruixException.io("write the root tree to", directory, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FruixException(Diagnostic.of(ExitCode.INTERRUPTED, "interrupted"), e);
    }
  }

  private final class Run {
    private final RootfsPlan plan;
    private final Path top;
    private final List<Entry> entries;
    private final RootfsAttributes attributes = new RootfsAttributes(owners);
    private final AtomicLong copied = new AtomicLong();
    private long total;

    Run(RootfsPlan plan, Path top) {
      this.plan = plan;
      this.top = top;
      this.entries = plan.manifest().entries();
    }

    void run() throws IOException, InterruptedException {
      Map<Integer, RelativePath> groups = new HashMap<>();
      List<Entry.File> files = new ArrayList<>();
      List<Entry.File> links = new ArrayList<>();
      for (Entry entry : entries) {
        if (entry instanceof Entry.Directory directory) {
          makeDirectory(directory);
        } else if (entry instanceof Entry.Symlink link) {
          Path path = link.path().under(top);
          Files.createSymbolicLink(path, Path.of(link.target()));
          attributes.applyToSymlink(path, link.attributes());
        } else if (entry instanceof Entry.File file) {
          boolean first =
              file.linkGroup() == 0 || groups.putIfAbsent(file.linkGroup(), file.path()) == null;
          (first ? files : links).add(file);
          total += first ? file.size() : 0;
        }
      }
      Parallel.forEach(files, this::copy);
      for (Entry.File link : links) {
        RelativePath existing = groups.getOrDefault(link.linkGroup(), link.path());
        Files.createLink(link.path().under(top), existing.under(top));
      }
      finish();
    }

    private void makeDirectory(Entry.Directory directory) throws IOException {
      if (!directory.path().isRoot()) {
        Files.createDirectory(directory.path().under(top));
      }
    }

    private void copy(Entry.File file) throws IOException {
      Path target = file.path().under(top);
      MessageDigest digest = Sha256.newDigest();
      long size = 0;
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      try (ReadableByteChannel in = plan.open(file.path());
          FileChannel out =
              FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        while (in.read(buffer) >= 0) {
          buffer.flip();
          digest.update(buffer.duplicate());
          size += buffer.remaining();
          while (buffer.hasRemaining()) {
            out.write(buffer);
          }
          buffer.clear();
        }
      }
      if (size != file.size() || !Sha256.of(digest).equals(file.digest())) {
        throw FruixException.failed(
            "the store is damaged: the contents of /" + file.path() + " are not what they were",
            "`fruix store verify' says which item it is, `fruix store repair' mends it");
      }
      attributes.applyToFile(target, file.attributes());
      progress(size);
    }

    private void progress(long size) {
      long now = copied.addAndGet(size);
      if (now / PROGRESS_STEP != (now - size) / PROGRESS_STEP) {
        events.emit(new Event.BuildProgress("rootfs", "copying", now, total));
      }
    }

    private void finish() throws IOException, InterruptedException {
      boolean flagged = entries.stream().anyMatch(entry -> !entry.attributes().flags().isEmpty());
      if (!owners || flagged && !flags) {
        Path specification = SPECIFICATION.under(top);
        Files.write(specification, ManifestWriter.toBytes(plan.manifest()));
        attributes.applyTime(specification);
      }
      for (int i = entries.size() - 1; i >= 0; i--) {
        if (entries.get(i) instanceof Entry.Directory directory) {
          attributes.applyToDirectory(directory.path().under(top), directory.attributes());
        }
      }
      if (flags) {
        for (int i = entries.size() - 1; i >= 0; i--) {
          Entry entry = entries.get(i);
          if (!entry.attributes().flags().isEmpty()) {
            HostCommand.run(
                List.of(
                    "chflags",
                    "-h",
                    entry.attributes().flags(),
                    entry.path().under(top).toString()));
          }
        }
      }
    }
  }
}

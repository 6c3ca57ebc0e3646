package fruix.image.ufs;

import fruix.diag.FruixException;
import fruix.image.FileContent;
import fruix.image.ImageOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Copies file contents to where the plan has them; several threads share the work. */
final class ContentWriter {
  private static final int BUFFER = 1 << 18;
  private static final int BATCH = 32;

  private final UfsGeometry geometry;
  private final ImageOutput image;
  private final FileContent content;
  private final List<UfsNode> files;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();

  ContentWriter(UfsPlan plan, ImageOutput image, FileContent content) {
    this.geometry = plan.geometry;
    this.image = image;
    this.content = content;
    this.files =
        plan.tree.nodes.stream()
            .filter(node -> node.type == UfsLayout.IFREG && node.size > 0)
            .toList();
  }

  /** Copies until no file is left, or {@link #stop} was called. */
  void work() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    while (!stopped.get()) {
      int first = next.getAndAdd(BATCH);
      if (first < 0 || first >= files.size()) {
        return;
      }
      for (UfsNode node : files.subList(first, Math.min(first + BATCH, files.size()))) {
        copy(node, buffer);
      }
    }
  }

  void stop() {
    stopped.set(true);
  }

  private void copy(UfsNode node, ByteBuffer buffer) {
    try (ReadableByteChannel source = content.open(node.path)) {
      long left = node.size;
      for (int run = 0; run < node.runs.length; run += 2) {
        long position = geometry.bytes(node.runs[run]);
        long end = position + geometry.bytes(node.runs[run + 1]);
        while (position < end) {
          buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
          left -= fill(node, source, buffer, left);
          position += buffer.limit();
          image.write(position - buffer.limit(), buffer);
        }
      }
      if (source.read(buffer.clear().limit(1)) > 0) {
        throw changed(node);
      }
    } catch (IOException e) {
      throw FruixException.io("read", Path.of(node.path.value()), e);
    }
  }

  /** Fills BUFFER with the next bytes of the LEFT ones, and what then remains of it with zeros. */
  private static long fill(UfsNode node, ReadableByteChannel source, ByteBuffer buffer, long left)
      throws IOException {
    int limit = buffer.limit();
    int wanted = (int) Math.min(limit, left);
    buffer.limit(wanted);
    while (buffer.hasRemaining()) {
      if (source.read(buffer) < 0) {
        throw changed(node);
      }
    }
    buffer.limit(limit);
    while (buffer.hasRemaining()) {
      buffer.put((byte) 0);
    }
    buffer.flip();
    return wanted;
  }

  private static FruixException changed(UfsNode node) {
    return FruixException.failed(
        "`" + node.path + "' does not have the " + node.size + " bytes that it is said to have");
  }
}

package fruix.image;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An image in a file or on a device, opened for reading only. */
public final class FileInput implements ImageInput, AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private FileInput(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  /** Opens a regular file. */
  public static FileInput open(Path path) {
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new FileInput(path, channel, channel.size());
    } catch (IOException e) {
      throw FruixException.io("open", path, e);
    }
  }

  /** Opens a device of SIZE bytes, which not every system tells of an open one. */
  public static FileInput open(Path path, long size) {
    try {
      return new FileInput(path, FileChannel.open(path, StandardOpenOption.READ), size);
    } catch (IOException e) {
      throw FruixException.io("open", path, e);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void read(long position, ByteBuffer target) {
    requireInside(position, target.remaining());
    long at = position;
    try {
      while (target.hasRemaining()) {
        int count = channel.read(target, at);
        if (count < 0) {
          throw damaged("it was cut short while it was being read");
        }
        at += count;
      }
    } catch (IOException e) {
      throw FruixException.io("read", path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FruixException.io("close", path, e);
    }
  }
}

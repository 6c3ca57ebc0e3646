package fruix.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the contents of one file of a root tree come from. */
sealed interface RootfsContent {

  ReadableByteChannel open() throws IOException;

  /** A file of a store item. */
  record InStore(Path file) implements RootfsContent {
    @Override
    public ReadableByteChannel open() throws IOException {
      return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Made for this tree. */
  final class Made implements RootfsContent {
    private final byte[] bytes;

    /**
     * @param bytes which nobody changes any more
     */
    Made(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public ReadableByteChannel open() {
      InputStream in = new ByteArrayInputStream(bytes);
      return Channels.newChannel(in);
    }
  }
}

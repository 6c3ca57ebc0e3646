package fruix.image.fat;

import fruix.image.ImageInput;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** The contents of one file. */
final class FatInputStream extends InputStream {
  private final ImageInput image;
  private final FatGeometry geometry;
  private final List<FatTable.Run> runs;
  private long left;
  private int run;
  private long inRun;

  FatInputStream(ImageInput image, FatGeometry geometry, List<FatTable.Run> runs, long size) {
    this.image = image;
    this.geometry = geometry;
    this.runs = runs;
    this.left = size;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    FatTable.Run current = runs.get(run);
    long runLength = current.count() * geometry.clusterSize();
    int count = (int) Math.min(Math.min(length, left), runLength - inRun);
    image.read(
        geometry.clusterOffset(current.first()) + inRun, ByteBuffer.wrap(target, offset, count));
    left -= count;
    inRun += count;
    if (inRun == runLength) {
      run++;
      inRun = 0;
    }
    return count;
  }
}

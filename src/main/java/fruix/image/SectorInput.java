package fruix.image;

import java.nio.ByteBuffer;

/** Reads whole sectors of another input, however little is asked for, as some devices insist. */
public record SectorInput(ImageInput sectors, int sectorSize) implements ImageInput {

  public SectorInput {
    if (sectors.size() % sectorSize != 0) {
      throw new IllegalArgumentException("not whole sectors: " + sectors.size() + " bytes");
    }
  }

  @Override
  public long size() {
    return sectors.size();
  }

  @Override
  public String name() {
    return sectors.name();
  }

  @Override
  public void read(long position, ByteBuffer target) {
    requireInside(position, target.remaining());
    int before = (int) (position % sectorSize);
    int wanted = before + target.remaining();
    int whole = Math.toIntExact(roundUp(wanted));
    if (before == 0 && whole == target.remaining()) {
      sectors.read(position, target);
    } else {
      target.put(sectors.read(position - before, whole).slice(before, target.remaining()));
    }
  }

  private long roundUp(long length) {
    return (length + sectorSize - 1) / sectorSize * sectorSize;
  }
}

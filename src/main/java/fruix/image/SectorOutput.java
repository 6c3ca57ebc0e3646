package fruix.image;

import java.nio.ByteBuffer;

/**
 * Writes whole sectors of another output, however little is given, as some devices insist: what a
 * sector holds besides is read and written again. Two threads may not write within one sector.
 *
 * @param before what is where SECTORS writes
 */
public record SectorOutput(ImageOutput sectors, ImageInput before, int sectorSize)
    implements ImageOutput {

  public SectorOutput {
    if (sectors.size() % sectorSize != 0 || before.size() != sectors.size()) {
      throw new IllegalArgumentException("not whole sectors: " + sectors.size() + " bytes");
    }
  }

  @Override
  public long size() {
    return sectors.size();
  }

  @Override
  public void write(long position, ByteBuffer source) {
    requireInside(position, source.remaining());
    long at = position;
    int head = (int) Math.min(source.remaining(), (sectorSize - at % sectorSize) % sectorSize);
    if (head > 0) {
      patch(at, take(source, head));
      at += head;
    }
    int whole = source.remaining() / sectorSize * sectorSize;
    if (whole > 0) {
      sectors.write(at, take(source, whole));
      at += whole;
    }
    if (source.hasRemaining()) {
      patch(at, take(source, source.remaining()));
    }
  }

  private static ByteBuffer take(ByteBuffer source, int length) {
    ByteBuffer piece = source.slice(source.position(), length);
    source.position(source.position() + length);
    return piece;
  }

  /** Replaces a part of the one sector that POSITION is in. */
  private void patch(long position, ByteBuffer piece) {
    int offset = (int) (position % sectorSize);
    ByteBuffer sector = before.read(position - offset, sectorSize);
    sector.put(offset, piece, 0, piece.remaining());
    sectors.write(position - offset, sector);
  }

  @Override
  public void barrier() {
    sectors.barrier();
  }
}

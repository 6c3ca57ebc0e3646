package fruix.image.qcow2;

import static fruix.image.qcow2.Qcow2Layout.ENTRY_LENGTH;

import fruix.image.ImageInput;
import fruix.image.VirtualDisk;
import fruix.image.deflate.BlockCache;
import fruix.image.deflate.Inflation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.DataFormatException;

/** The disk of a qcow2 image. Tables are read when they are needed, so that none fills memory. */
public final class Qcow2Reader implements VirtualDisk {
  private final ImageInput image;
  private final Qcow2Header header;
  private final BlockCache cache = new BlockCache();

  private Qcow2Reader(ImageInput image, Qcow2Header header) {
    this.image = image;
    this.header = header;
  }

  /** True if IMAGE begins as a qcow2 image does. */
  public static boolean matches(ImageInput image) {
    return image.size() >= Qcow2Layout.HEADER_2_LENGTH
        && image.read(0, Integer.BYTES).order(ByteOrder.BIG_ENDIAN).getInt(0)
            == Qcow2Layout.MAGIC_VALUE;
  }

  /** Opens IMAGE; a diagnostic when it is damaged, encrypted, or leads to another file. */
  public static Qcow2Reader open(ImageInput image) {
    return new Qcow2Reader(image, Qcow2Header.read(image));
  }

  @Override
  public String format() {
    return "qcow2";
  }

  @Override
  public long size() {
    return header.size();
  }

  @Override
  public String name() {
    return image.name();
  }

  @Override
  public List<String> verify() {
    return new Qcow2Verifier(image, header).verify();
  }

  @Override
  public void read(long position, ByteBuffer target) {
    requireInside(position, target.remaining());
    long at = position;
    int end = target.limit();
    while (target.position() < end) {
      int within = (int) (at & header.clusterSize() - 1);
      int length = Math.min(end - target.position(), header.clusterSize() - within);
      target.limit(target.position() + length);
      readCluster(at >>> header.clusterBits(), within, target);
      target.limit(end);
      at += length;
    }
  }

  private void readCluster(long cluster, int within, ByteBuffer target) {
    long entry = entry(cluster);
    if ((entry & Qcow2Layout.COMPRESSED) != 0) {
      byte[] block = cache.block(entry, this::expand);
      target.put(block, within, target.remaining());
      return;
    }
    long position = entry & Qcow2Layout.OFFSET_MASK;
    if (position == 0 || (entry & Qcow2Layout.ALL_ZERO) != 0) {
      target.put(new byte[target.remaining()]);
    } else if (position % header.clusterSize() != 0) {
      throw image.damaged("cluster " + cluster + " is not at the start of a cluster of the file");
    } else {
      readPadded(position + within, target);
    }
  }

  /** The entry for CLUSTER in its level 2 table; 0 without one. */
  private long entry(long cluster) {
    long l1 = number(header.l1Table() + (cluster >>> header.l2Bits()) * ENTRY_LENGTH);
    long table = l1 & Qcow2Layout.OFFSET_MASK;
    if (table == 0) {
      return 0;
    }
    return number(table + (cluster & (1 << header.l2Bits()) - 1) * ENTRY_LENGTH);
  }

  private long number(long position) {
    return image.read(position, ENTRY_LENGTH).order(ByteOrder.BIG_ENDIAN).getLong(0);
  }

  private byte[] expand(long entry) {
    int shift = Qcow2Layout.sectorsShift(header.clusterBits());
    long position = entry & (1L << shift) - 1;
    long sectors = ((entry & ~(Qcow2Layout.COMPRESSED | Qcow2Layout.COPIED)) >>> shift) + 1;
    long length = sectors * Qcow2Layout.SECTOR - position % Qcow2Layout.SECTOR;
    image.requireInside(position, 0);
    length = Math.min(length, image.size() - position);
    try {
      return Inflation.inflate(image.read(position, (int) length), false, header.clusterSize());
    } catch (DataFormatException e) {
      throw image.damaged("a compressed cluster cannot be expanded: " + e.getMessage());
    }
  }

  /** As other writers do, the file may end within its last cluster, which then ends in zeros. */
  private void readPadded(long position, ByteBuffer target) {
    long there = image.size() - position;
    long start = position & -header.clusterSize();
    image.requireInside(start, 1);
    int missing = (int) Math.max(0, target.remaining() - Math.max(0, there));
    target.limit(target.limit() - missing);
    if (target.hasRemaining()) {
      image.read(position, target);
    }
    target.limit(target.limit() + missing);
    target.put(new byte[missing]);
  }
}

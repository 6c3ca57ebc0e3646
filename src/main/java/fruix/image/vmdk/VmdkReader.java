package fruix.image.vmdk;

import static fruix.image.vmdk.VmdkLayout.ENTRY_LENGTH;
import static fruix.image.vmdk.VmdkLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import fruix.image.VirtualDisk;
import fruix.image.deflate.BlockCache;
import fruix.image.deflate.Inflation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;

/** The disk of a VMDK image of one file. Tables are read when they are needed. */
public final class VmdkReader implements VirtualDisk {
  private static final Pattern PARENT =
      Pattern.compile("^\\s*parentCID\\s*=\\s*([0-9a-fA-F]+)", Pattern.MULTILINE);
  private static final int MOST_DESCRIPTOR = 1 << 16;

  /** Footer and end marker. */
  private static final int AFTER_FOOTER = 2;

  private final ImageInput image;
  private final SparseHeader header;
  private final BlockCache cache = new BlockCache();

  private VmdkReader(ImageInput image, SparseHeader header) {
    this.image = image;
    this.header = header;
  }

  /** True if IMAGE begins as a sparse extent does. */
  public static boolean matches(ImageInput image) {
    return image.size() >= SECTOR && image.read(0, SECTOR).getInt(0) == VmdkLayout.MAGIC_VALUE;
  }

  /** Opens IMAGE; a diagnostic when it is damaged, or no more than a part of a disk. */
  public static VmdkReader open(ImageInput image) {
    SparseHeader header = SparseHeader.read(image, 0);
    if (header.directory() == VmdkLayout.AT_END) {
      header = SparseHeader.read(image, image.size() / SECTOR - AFTER_FOOTER);
    }
    header.check(image);
    requireWhole(image, header);
    return new VmdkReader(image, header);
  }

  private static void requireWhole(ImageInput image, SparseHeader header) {
    long most = image.size() / SECTOR;
    if (header.descriptor() <= 0 || header.descriptor() > most || header.descriptorSize() <= 0) {
      throw FruixException.failed(
          image.name() + " is a part of a VMDK disk, whose descriptor is in another file");
    }
    long position = header.descriptor() * SECTOR;
    long length = Math.min(header.descriptorSize(), MOST_DESCRIPTOR / SECTOR) * SECTOR;
    byte[] text = new byte[(int) Math.min(length, image.size() - position)];
    image.read(position, ByteBuffer.wrap(text));
    Matcher parent = PARENT.matcher(new String(text, StandardCharsets.ISO_8859_1));
    if (parent.find() && !parent.group(1).equalsIgnoreCase("ffffffff")) {
      throw FruixException.failed(
          image.name() + " is a VMDK image that cannot be read: it has a parent",
          "`qemu-img convert' makes a plain image of it");
    }
  }

  @Override
  public String format() {
    return header.compressed() ? "vmdk-stream" : "vmdk";
  }

  @Override
  public long size() {
    return header.capacity() * SECTOR;
  }

  @Override
  public String name() {
    return image.name();
  }

  @Override
  public List<String> verify() {
    return new VmdkVerifier(image, header, this).verify();
  }

  @Override
  public void read(long position, ByteBuffer target) {
    requireInside(position, target.remaining());
    long at = position;
    int end = target.limit();
    while (target.position() < end) {
      int within = (int) (at % header.grainBytes());
      int length = Math.min(end - target.position(), header.grainBytes() - within);
      target.limit(target.position() + length);
      readGrain(at / header.grainBytes(), within, target);
      target.limit(end);
      at += length;
    }
  }

  private void readGrain(long grain, int within, ByteBuffer target) {
    long table = entry(header.directory(), grain / header.tableEntries());
    long sector = table == 0 ? 0 : entry(table, grain % header.tableEntries());
    if (sector == 0 || sector == VmdkLayout.ZERO_GRAIN && header.zeroGrains()) {
      target.put(new byte[target.remaining()]);
    } else if (header.compressed()) {
      target.put(cache.block(sector, this::expand), within, target.remaining());
    } else {
      image.read(sector * SECTOR + within, target);
    }
  }

  /** The entry INDEX of the directory or table at SECTOR. */
  private long entry(long sector, long index) {
    return image.read(sector * SECTOR + index * ENTRY_LENGTH, ENTRY_LENGTH).getInt(0) & 0xffffffffL;
  }

  /** The grain that is compressed at SECTOR. */
  byte[] expand(long sector) {
    long position = sector * SECTOR;
    ByteBuffer start = image.read(position, VmdkLayout.GRAIN_DATA);
    int skipped = header.markers() ? VmdkLayout.GRAIN_DATA : Integer.BYTES;
    int length = start.getInt(header.markers() ? VmdkLayout.MARKER_SIZE : 0);
    if (length <= 0 || length > 2 * header.grainBytes()) {
      throw image.damaged("a grain has an impossible length");
    }
    try {
      return Inflation.inflate(image.read(position + skipped, length), true, header.grainBytes());
    } catch (DataFormatException e) {
      throw image.damaged("a grain cannot be expanded: " + e.getMessage());
    }
  }
}

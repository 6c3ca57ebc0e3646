package fruix.image.vhd;

import static fruix.image.vhd.VhdLayout.ENTRY_LENGTH;
import static fruix.image.vhd.VhdLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import fruix.image.VirtualDisk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** The disk of a VHD image, dynamic or fixed. */
public final class VhdReader implements VirtualDisk {
  private final ImageInput image;
  private final Footer footer;

  /** Empty for a fixed disk. */
  private final Optional<DynamicHeader> header;

  private VhdReader(ImageInput image, Footer footer, Optional<DynamicHeader> header) {
    this.image = image;
    this.footer = footer;
    this.header = header;
  }

  /** True if IMAGE begins or ends as a VHD image does. */
  public static boolean matches(ImageInput image) {
    return Footer.isAt(image, 0) || Footer.isAt(image, image.size() - SECTOR);
  }

  /** Opens IMAGE; a diagnostic when it is damaged or has a parent. */
  public static VhdReader open(ImageInput image) {
    Footer footer = footer(image);
    if (footer.size() < 0 || footer.size() % SECTOR != 0) {
      throw image.damaged("it has an impossible size");
    }
    return switch (footer.type()) {
      case VhdLayout.TYPE_FIXED -> {
        image.requireInside(0, footer.size());
        yield new VhdReader(image, footer, Optional.empty());
      }
      case VhdLayout.TYPE_DYNAMIC ->
          new VhdReader(
              image,
              footer,
              Optional.of(DynamicHeader.read(image, footer.header(), footer.size())));
      default ->
          throw FruixException.failed(
              image.name() + " is a VHD image that cannot be read: it has a parent",
              "`qemu-img convert' makes a plain image of it");
    };
  }

  /** The footer, or where that is damaged, its copy at the beginning. */
  private static Footer footer(ImageInput image) {
    try {
      return Footer.read(image, image.size() - SECTOR);
    } catch (FruixException last) {
      try {
        return Footer.read(image, 0);
      } catch (FruixException first) {
        last.addSuppressed(first);
        throw last;
      }
    }
  }

  @Override
  public String format() {
    return header.isPresent() ? "vhd" : "vhd-fixed";
  }

  @Override
  public long size() {
    return footer.size();
  }

  @Override
  public String name() {
    return image.name();
  }

  @Override
  public List<String> verify() {
    return new VhdVerifier(image, footer, header).verify();
  }

  @Override
  public void read(long position, ByteBuffer target) {
    requireInside(position, target.remaining());
    if (header.isEmpty()) {
      image.read(position, target);
      return;
    }
    int blockSize = header.get().blockSize();
    long at = position;
    int end = target.limit();
    while (target.position() < end) {
      int within = (int) (at % blockSize);
      int length = Math.min(end - target.position(), blockSize - within);
      target.limit(target.position() + length);
      readBlock(header.get(), at / blockSize, within, target);
      target.limit(end);
      at += length;
    }
  }

  private void readBlock(DynamicHeader dynamic, long block, int within, ByteBuffer target) {
    int sector =
        image
            .read(dynamic.table() + block * ENTRY_LENGTH, ENTRY_LENGTH)
            .order(ByteOrder.BIG_ENDIAN)
            .getInt(0);
    if (sector == VhdLayout.UNUSED) {
      target.put(new byte[target.remaining()]);
    } else {
      long position = (sector & 0xffffffffL) * SECTOR + dynamic.bitmapLength();
      image.read(position + within, target);
    }
  }
}

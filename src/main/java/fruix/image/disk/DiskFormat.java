package fruix.image.disk;

import fruix.image.ImageInput;
import fruix.image.Seed;
import fruix.image.VirtualDisk;
import fruix.image.qcow2.Qcow2Reader;
import fruix.image.qcow2.Qcow2Writer;
import fruix.image.vhd.VhdReader;
import fruix.image.vhd.VhdWriter;
import fruix.image.vmdk.StreamWriter;
import fruix.image.vmdk.VmdkReader;
import fruix.image.vmdk.VmdkWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats that a disk can be had in. */
public enum DiskFormat {
  /** The bytes of the disk. */
  RAW("raw", "disk.img"),
  /** QEMU's, which leaves zeros out. */
  QCOW2("qcow2", "disk.qcow2"),
  /** The same with compressed clusters. */
  QCOW2_COMPRESSED("qcow2-compressed", "disk.qcow2"),
  /** VMware's monolithicSparse, which leaves zeros out. */
  VMDK("vmdk", "disk.vmdk"),
  /** VMware's streamOptimized, which is compressed, as OVF packages want it. */
  VMDK_STREAM("vmdk-stream", "disk.vmdk"),
  /** Microsoft's dynamic VHD, which leaves zeros out. */
  VHD("vhd", "disk.vhd"),
  /** Microsoft's fixed VHD, as Azure wants it. */
  VHD_FIXED("vhd-fixed", "disk.vhd");

  private final String text;
  private final String fileName;

  DiskFormat(String text, String fileName) {
    this.text = text;
    this.fileName = fileName;
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(DiskFormat::text).toList();
  }

  /** The format that is called TEXT. */
  public static Optional<DiskFormat> named(String text) {
    return Arrays.stream(values()).filter(format -> format.text.equals(text)).findFirst();
  }

  /** Its name: {@code qcow2}. */
  public String text() {
    return text;
  }

  /** What an image in it is called. */
  public String fileName() {
    return fileName;
  }

  /**
   * The least size that a disk of SIZE bytes or more can have in it; a diagnostic if there is none.
   */
  public long capacity(long size) {
    return switch (this) {
      case RAW, QCOW2, QCOW2_COMPRESSED -> size;
      case VMDK, VMDK_STREAM -> VmdkWriter.capacity(size);
      case VHD, VHD_FIXED -> VhdWriter.capacity(size);
    };
  }

  /** Writes DISK, of a {@link #capacity}, to the new file IMAGE; not for {@link #RAW}. */
  public void write(ImageInput disk, Path image, Seed seed) {
    switch (this) {
      case RAW -> throw new IllegalArgumentException("the disk is the image");
      case QCOW2 -> Qcow2Writer.write(disk, image);
      case QCOW2_COMPRESSED -> Qcow2Writer.writeCompressed(disk, image);
      case VMDK -> VmdkWriter.write(disk, image, seed);
      case VMDK_STREAM -> StreamWriter.write(disk, image, seed);
      case VHD -> VhdWriter.write(disk, image, seed);
      case VHD_FIXED -> VhdWriter.writeFixed(disk, image, seed);
    }
  }

  /** The disk in IMAGE, unless that is the disk itself; a diagnostic when it is damaged. */
  public static Optional<VirtualDisk> open(ImageInput image) {
    if (Qcow2Reader.matches(image)) {
      return Optional.of(Qcow2Reader.open(image));
    }
    if (VmdkReader.matches(image)) {
      return Optional.of(VmdkReader.open(image));
    }
    return VhdReader.matches(image) ? Optional.of(VhdReader.open(image)) : Optional.empty();
  }
}

package fruix.image.fat;

import static fruix.image.fat.FatLayout.SECTOR;

import fruix.image.ImageFileSystem;
import fruix.image.ImageInput;
import fruix.image.ImageNode;
import fruix.image.RangeInputStream;
import fruix.mtree.Attributes;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A FAT12, FAT16 or FAT32 file system inside an image. */
public final class FatReader implements ImageFileSystem {
  /** More than a directory of 65,536 entries, which is the most there can be. */
  private static final long LARGEST_DIRECTORY = 65536L * FatLayout.ENTRY_LENGTH;

  private final ImageInput image;
  private final FatGeometry geometry;
  private final FatTable table;

  private FatReader(ImageInput image, FatGeometry geometry) {
    this.image = image;
    this.geometry = geometry;
    this.table = new FatTable(image, geometry, 0);
  }

  /** True if IMAGE begins as a FAT file system does. */
  public static boolean matches(ImageInput image) {
    return BootSectorReader.matches(image);
  }

  /** Opens the file system that begins with the first byte of IMAGE. */
  public static FatReader open(ImageInput image) {
    return new FatReader(image, BootSectorReader.read(image));
  }

  @Override
  public Map<String, String> summary() {
    ByteBuffer boot = image.read(0, SECTOR);
    int extended = geometry.bits() == 32 ? FatLayout.EXTENDED_32 : FatLayout.EXTENDED_16;
    byte[] label = new byte[FatLayout.NAME_LENGTH];
    boot.get(extended + FatLayout.VOLUME_LABEL, label);
    Map<String, String> summary = new LinkedHashMap<>();
    summary.put("type", "fat" + geometry.bits());
    summary.put("label", new String(label, StandardCharsets.ISO_8859_1).strip());
    int serial = boot.getInt(extended + FatLayout.VOLUME_ID);
    summary.put("serial", String.format("%04X-%04X", serial >>> 16, serial & 0xffff));
    summary.put("size", Long.toString(geometry.sectors() * SECTOR));
    summary.put("cluster_size", Integer.toString(geometry.clusterSize()));
    summary.put("clusters", Long.toString(geometry.clusters()));
    return summary;
  }

  @Override
  public ImageNode root() {
    return directory(geometry.bits() == 32 ? rootCluster() : 0);
  }

  @Override
  public List<Child> children(ImageNode directory) {
    List<Child> children = new ArrayList<>();
    for (FatDirectory.Item item : items(directory.id())) {
      if (!item.isDots()) {
        ImageNode node =
            item.directory()
                ? directory(item.cluster())
                : new ImageNode(
                    ImageNode.Kind.FILE, item.cluster(), Attributes.FILE, item.size(), 1, "");
        children.add(new Child(item.name(), node));
      }
    }
    return children;
  }

  @Override
  public InputStream open(ImageNode file) {
    List<FatTable.Run> runs = file.size() == 0 ? List.of() : table.chain(file.id());
    List<InputStream> parts = new ArrayList<>();
    long left = file.size();
    for (FatTable.Run run : runs) {
      long part = Math.min(left, run.count() * geometry.clusterSize());
      parts.add(new RangeInputStream(image, geometry.clusterOffset(run.first()), part));
      left -= part;
    }
    if (left > 0) {
      throw image.damaged("a file has fewer clusters than its size needs");
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  @Override
  public List<String> verify() {
    return new FatVerifier(image, geometry, this).verify();
  }

  /** The entries of the directory that begins at CLUSTER; 0 is the fixed root directory. */
  List<FatDirectory.Item> items(long cluster) {
    if (cluster == 0 && geometry.bits() != 32) {
      ByteBuffer fixed = image.read(geometry.rootOffset(), geometry.rootSectors() * SECTOR);
      return FatDirectory.decode(image, fixed);
    }
    List<FatTable.Run> runs = table.chain(cluster);
    long length = 0;
    for (FatTable.Run run : runs) {
      length += run.count() * geometry.clusterSize();
    }
    if (length > LARGEST_DIRECTORY) {
      throw image.damaged("a directory has more than 65,536 entries");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    for (FatTable.Run run : runs) {
      bytes.limit(bytes.position() + (int) run.count() * geometry.clusterSize());
      image.read(geometry.clusterOffset(run.first()), bytes);
    }
    return FatDirectory.decode(image, bytes.flip());
  }

  FatTable table() {
    return table;
  }

  long rootCluster() {
    return image.read(0, SECTOR).getInt(FatLayout.ROOT_CLUSTER) & 0xffffffffL;
  }

  private static ImageNode directory(long cluster) {
    return new ImageNode(ImageNode.Kind.DIRECTORY, cluster, Attributes.DIRECTORY, 0, 1, "");
  }
}

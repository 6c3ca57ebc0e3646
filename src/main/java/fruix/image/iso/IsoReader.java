package fruix.image.iso;

import static fruix.image.iso.IsoLayout.SECTOR;

import fruix.image.ImageFileSystem;
import fruix.image.ImageInput;
import fruix.image.ImageNode;
import fruix.image.RangeInputStream;
import fruix.mtree.Attributes;
import fruix.mtree.Owner;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An ISO 9660 file system inside an image, with Rock Ridge where it has that. */
public final class IsoReader implements ImageFileSystem {
  private static final int MOST_DESCRIPTORS = 64;
  private static final long LARGEST_ID = 0xfffffffeL;

  private final ImageInput image;
  private final ByteBuffer primary;

  /** Bytes before the system use fields; −1 without Rock Ridge. */
  private final int skip;

  private IsoReader(ImageInput image, ByteBuffer primary) {
    this.image = image;
    this.primary = primary;
    IsoRecord self = self(rootSector());
    this.skip = RockRidgeFields.read(image, self, 0).skip;
  }

  /** True if IMAGE has a volume descriptor where one has to be. */
  public static boolean matches(ImageInput image) {
    long at = (long) IsoLayout.FIRST_DESCRIPTOR * SECTOR;
    return image.size() >= at + SECTOR && isDescriptor(image.read(at, SECTOR));
  }

  /** Opens the disc that begins with the first byte of IMAGE. */
  public static IsoReader open(ImageInput image) {
    ByteBuffer primary = descriptor(image, IsoLayout.TYPE_PRIMARY);
    if (primary.getShort(IsoLayout.BLOCK_SIZE) != SECTOR) {
      throw image.damaged("its blocks do not have 2048 bytes");
    }
    return new IsoReader(image, primary);
  }

  /** The first descriptor of TYPE; a diagnostic when there is none. */
  static ByteBuffer descriptor(ImageInput image, int type) {
    for (int i = 0; i < MOST_DESCRIPTORS; i++) {
      ByteBuffer b = image.read((long) (IsoLayout.FIRST_DESCRIPTOR + i) * SECTOR, SECTOR);
      int found = b.get(0) & 0xff;
      if (!isDescriptor(b) || (found == IsoLayout.TYPE_END && type != found)) {
        break;
      }
      if (found == type) {
        return b;
      }
    }
    throw image.damaged("it has no ISO 9660 volume descriptor of type " + type);
  }

  private static boolean isDescriptor(ByteBuffer b) {
    byte[] id = new byte[IsoLayout.STANDARD_ID.length()];
    b.get(1, id);
    return new String(id, StandardCharsets.ISO_8859_1).equals(IsoLayout.STANDARD_ID);
  }

  @Override
  public Map<String, String> summary() {
    Map<String, String> summary = new LinkedHashMap<>();
    summary.put("type", "iso9660");
    byte[] label = new byte[IsoLayout.VOLUME_ID_LENGTH];
    primary.get(IsoLayout.VOLUME_ID, label);
    summary.put("label", new String(label, StandardCharsets.ISO_8859_1).strip());
    long sectors = primary.getInt(IsoLayout.SPACE_SIZE) & 0xffffffffL;
    summary.put("size", Long.toString(sectors * SECTOR));
    summary.put("rock_ridge", skip >= 0 ? "yes" : "no");
    summary.put("el_torito", BootCatalog.describe(image));
    return summary;
  }

  @Override
  public ImageNode root() {
    return directory(rootSector());
  }

  @Override
  public List<Child> children(ImageNode directory) {
    List<Child> children = new ArrayList<>();
    List<IsoRecord> records = IsoRecord.directory(image, directory.id(), directory.size());
    for (int i = 0; i < records.size(); i++) {
      IsoRecord record = records.get(i);
      long size = record.length();
      while (records.get(i).hasMore() && i + 1 < records.size()) {
        IsoRecord next = records.get(++i);
        if (next.sector() != record.sector() + IsoLayout.sectors(size)) {
          throw image.damaged("a file in several pieces is scattered");
        }
        size += next.length();
      }
      if (!record.isSelf() && !record.isParent()) {
        child(record, size, children);
      }
    }
    return children;
  }

  @Override
  public InputStream open(ImageNode file) {
    return new RangeInputStream(image, file.id() * SECTOR, file.size());
  }

  @Override
  public List<String> verify() {
    return new IsoVerifier(image, primary, this).verify();
  }

  long rootSector() {
    return primary.getInt(IsoLayout.ROOT_RECORD + IsoLayout.R_EXTENT) & 0xffffffffL;
  }

  private void child(IsoRecord record, long size, List<Child> children) {
    if (skip < 0) {
      ImageNode plain =
          record.isDirectory()
              ? directory(record.sector())
              : node(ImageNode.Kind.FILE, record.sector(), Attributes.FILE, size, 1, "");
      children.add(new Child(record.identifier(), plain));
      return;
    }
    RockRidgeFields fields = RockRidgeFields.read(image, record, skip);
    if (fields.moved) {
      return;
    }
    String name = fields.name().isEmpty() ? record.identifier() : fields.name();
    if (fields.movedTo >= 0) {
      children.add(new Child(name, directory(fields.movedTo)));
    } else {
      children.add(new Child(name, node(record, fields, size)));
    }
  }

  private ImageNode node(IsoRecord record, RockRidgeFields fields, long size) {
    ImageNode.Kind kind =
        switch (fields.mode & 0170000) {
          case 0 -> record.isDirectory() ? ImageNode.Kind.DIRECTORY : ImageNode.Kind.FILE;
          case RockRidge.DIRECTORY -> ImageNode.Kind.DIRECTORY;
          case RockRidge.FILE -> ImageNode.Kind.FILE;
          case RockRidge.SYMLINK -> ImageNode.Kind.SYMLINK;
          default -> ImageNode.Kind.SPECIAL;
        };
    if (kind == ImageNode.Kind.DIRECTORY != record.isDirectory()) {
      throw image.damaged("a file is a directory or not, depending on where one looks");
    }
    String target = fields.target();
    boolean link = kind == ImageNode.Kind.SYMLINK;
    if (fields.uid > LARGEST_ID
        || fields.gid > LARGEST_ID
        || (link && (target.isEmpty() || target.indexOf('\0') >= 0))) {
      throw image.damaged("a file has a wrong owner or target");
    }
    Attributes attributes =
        fields.mode == 0
            ? record.isDirectory() ? Attributes.DIRECTORY : Attributes.FILE
            : new Attributes(fields.mode & 07777, new Owner(fields.uid, fields.gid), "");
    long length = link ? target.getBytes(StandardCharsets.UTF_8).length : size;
    return node(kind, record.sector(), attributes, length, fields.links, link ? target : "");
  }

  private ImageNode node(
      ImageNode.Kind kind,
      long sector,
      Attributes attributes,
      long size,
      int links,
      String target) {
    if (kind != ImageNode.Kind.SYMLINK) {
      image.requireInside(sector * SECTOR, size);
    }
    return new ImageNode(kind, sector, attributes, size, links, target);
  }

  /** The directory that begins at SECTOR, as its own record for itself describes it. */
  private ImageNode directory(long sector) {
    IsoRecord self = self(sector);
    return skip < 0
        ? node(ImageNode.Kind.DIRECTORY, sector, Attributes.DIRECTORY, self.length(), 1, "")
        : node(
            self,
            RockRidgeFields.read(image, self, sector == rootSector() ? 0 : skip),
            self.length());
  }

  private IsoRecord self(long sector) {
    List<IsoRecord> records = IsoRecord.directory(image, sector, SECTOR);
    if (records.isEmpty() || !records.get(0).isSelf() || records.get(0).sector() != sector) {
      throw image.damaged("a directory does not begin with itself");
    }
    return records.get(0);
  }
}

package fruix.image.ufs;

import fruix.image.ImageFileSystem;
import fruix.image.ImageInput;
import fruix.image.ImageNode;
import fruix.mtree.Attributes;
import fruix.mtree.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A UFS2 file system inside an image: one of ours, of newfs(8) or of makefs(8). */
public final class UfsReader implements ImageFileSystem {
  private static final long LARGEST_ID = 0xfffffffeL;

  private final ImageInput image;
  private final Superblock superblock;
  private final UfsGeometry geometry;
  private long tableOffset = -1;
  private ByteBuffer table = ByteBuffer.allocate(0);

  private UfsReader(ImageInput image, Superblock superblock) {
    this.image = image;
    this.superblock = superblock;
    this.geometry = superblock.geometry();
  }

  /** True if IMAGE has the magic number of UFS2 where a superblock may be. */
  public static boolean matches(ImageInput image) {
    return Superblock.matches(image);
  }

  /** Opens the file system that begins with the first byte of IMAGE. */
  public static UfsReader open(ImageInput image) {
    return new UfsReader(image, Superblock.read(image));
  }

  @Override
  public Map<String, String> summary() {
    ByteBuffer b = superblock.bytes();
    Map<String, String> summary = new LinkedHashMap<>();
    summary.put("type", "ufs2");
    summary.put("label", superblock.label());
    summary.put(
        "id", String.format("%08x%08x", b.getInt(UfsLayout.ID), b.getInt(UfsLayout.ID + 4)));
    summary.put("size", Long.toString(geometry.bytes(geometry.fragments())));
    summary.put("block_size", Integer.toString(geometry.blockSize()));
    summary.put("fragment_size", Integer.toString(geometry.fragmentSize()));
    summary.put("cylinder_groups", Integer.toString(geometry.groups()));
    summary.put("inodes", Long.toString(geometry.allInodes()));
    long blocks = b.getLong(UfsLayout.CSTOTAL + 8);
    long fragments = b.getLong(UfsLayout.CSTOTAL + 24);
    long free = blocks * geometry.blockSize() + fragments * geometry.fragmentSize();
    summary.put("free", Long.toString(free));
    summary.put("free_inodes", Long.toString(b.getLong(UfsLayout.CSTOTAL + 16)));
    summary.put("directories", Long.toString(b.getLong(UfsLayout.CSTOTAL)));
    summary.put("clean", b.get(UfsLayout.CLEAN) == 1 ? "yes" : "no");
    boolean soft = (b.getInt(UfsLayout.FLAGS) & UfsLayout.FS_DOSOFTDEP) != 0;
    summary.put("soft_updates", soft ? "yes" : "no");
    return summary;
  }

  @Override
  public ImageNode root() {
    ImageNode root = node(UfsLayout.ROOT_INODE);
    if (!root.isDirectory()) {
      throw image.damaged("its root is no directory");
    }
    return root;
  }

  @Override
  public List<Child> children(ImageNode directory) {
    List<Child> children = new ArrayList<>();
    for (DirectoryReader.Item item : DirectoryReader.read(image, geometry, inode(directory.id()))) {
      if (!item.isDots()) {
        children.add(new Child(item.name(), node(item.inode())));
      }
    }
    return children;
  }

  @Override
  public InputStream open(ImageNode file) {
    return contents(inode(file.id()));
  }

  @Override
  public List<String> verify() {
    return new UfsVerifier(image, superblock).verify();
  }

  private InputStream contents(Inode inode) {
    boolean sane = inode.size() >= 0 && inode.size() <= geometry.bytes(geometry.fragments());
    if (!sane) {
      throw image.damaged("inode " + inode.number() + " is larger than the whole file system");
    }
    return new UfsInputStream(image, geometry, inode);
  }

  private ImageNode node(long number) {
    Inode inode = inode(number);
    ImageNode.Kind kind =
        switch (inode.type()) {
          case UfsLayout.IFDIR -> ImageNode.Kind.DIRECTORY;
          case UfsLayout.IFREG -> ImageNode.Kind.FILE;
          case UfsLayout.IFLNK -> ImageNode.Kind.SYMLINK;
          case UfsLayout.IFCHR, UfsLayout.IFBLK, UfsLayout.IFIFO, UfsLayout.IFSOCK ->
              ImageNode.Kind.SPECIAL;
          default -> throw image.damaged("a name leads to the unused inode " + number);
        };
    if (inode.uid() > LARGEST_ID || inode.gid() > LARGEST_ID || inode.size() < 0) {
      throw image.damaged("inode " + number + " has a wrong owner or size");
    }
    Attributes attributes =
        new Attributes(
            inode.mode() & 07777,
            new Owner(inode.uid(), inode.gid()),
            FlagBits.names(inode.flags()));
    String target = kind == ImageNode.Kind.SYMLINK ? target(inode) : "";
    return new ImageNode(kind, number, attributes, inode.size(), inode.links(), target);
  }

  private String target(Inode inode) {
    if (inode.size() == 0 || inode.size() >= UfsLayout.PATH_MAX) {
      throw image.damaged("the symbolic link of inode " + inode.number() + " has a wrong length");
    }
    byte[] target;
    if (inode.isInline(superblock.maxInlineSymlink())) {
      target = inode.inlineTarget((int) inode.size());
    } else {
      try (InputStream contents = contents(inode)) {
        target = contents.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String text = new String(target, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw image.damaged("the symbolic link of inode " + inode.number() + " holds a NUL");
    }
    return text;
  }

  private Inode inode(long number) {
    if (number < UfsLayout.ROOT_INODE || number >= geometry.allInodes()) {
      throw image.damaged("a name leads to inode " + number + ", which there cannot be");
    }
    long offset = geometry.inodeOffset(number);
    if (tableOffset < 0 || offset < tableOffset || offset >= tableOffset + table.limit()) {
      tableOffset = offset / geometry.blockSize() * geometry.blockSize();
      table = image.read(tableOffset, geometry.blockSize());
    }
    return Inode.at(number, table, (int) (offset - tableOffset));
  }
}

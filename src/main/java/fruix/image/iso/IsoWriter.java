package fruix.image.iso;

import static fruix.image.iso.IsoLayout.SECTOR;

import fruix.image.FileContent;
import fruix.image.FileCopier;
import fruix.image.FileCopy;
import fruix.image.ImageOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes a disc that was planned. */
public final class IsoWriter {
  private final IsoPlan plan;
  private final ImageOutput image;

  private IsoWriter(IsoPlan plan, ImageOutput image) {
    this.plan = plan;
    this.image = image;
  }

  /**
   * Writes PLAN on IMAGE, of at least the plan's size, taking file contents from CONTENT. A file
   * that has more or fewer bytes than the plan says is a diagnostic.
   */
  public static void write(ImageOutput image, IsoPlan plan, FileContent content) {
    if (image.size() < plan.size()) {
      throw new IllegalArgumentException("a disc of " + plan.size() + " bytes in " + image.size());
    }
    new IsoWriter(plan, image).write(content);
  }

  private void write(FileContent content) {
    image.writeZeros(0, (long) IsoLayout.FIRST_DESCRIPTOR * SECTOR);
    List<FileCopy> files = new ArrayList<>();
    for (IsoNode node : plan.nodes) {
      if (node.isDirectory()) {
        image.write(node.sector * SECTOR, node.requireExtent().bytes());
      } else if (node.type == RockRidge.FILE && node.size > 0) {
        long[] run = {node.sector * SECTOR, IsoLayout.sectors(node.size) * SECTOR};
        files.add(new FileCopy(node.path, node.size, run));
      }
    }
    FileCopier.copy(image, content, files);
    writePathTable(plan.pathTableL, ByteOrder.LITTLE_ENDIAN);
    writePathTable(plan.pathTableM, ByteOrder.BIG_ENDIAN);
    long padding = (long) IsoPlan.PADDING * SECTOR;
    image.writeZeros(plan.size() - padding, padding);
    writeDescriptors();
  }

  private void writePathTable(long sector, ByteOrder order) {
    ByteBuffer table = plan.pathTable.bytes(order);
    long length = table.remaining();
    image.write(sector * SECTOR, table);
    long room = IsoLayout.sectors(length) * SECTOR;
    image.writeZeros(sector * SECTOR + length, room - length);
  }

  private void writeDescriptors() {
    VolumeDescriptors descriptors = new VolumeDescriptors(plan);
    long sector = IsoLayout.FIRST_DESCRIPTOR;
    image.write(sector++ * SECTOR, descriptors.primary());
    if (plan.options.efiImage() != null) {
      image.write(sector++ * SECTOR, descriptors.bootRecord());
      IsoNode efi = plan.efiImage(plan.options.efiImage());
      image.write(plan.catalog * SECTOR, descriptors.bootCatalog(efi));
    }
    image.write(sector * SECTOR, descriptors.end());
  }
}

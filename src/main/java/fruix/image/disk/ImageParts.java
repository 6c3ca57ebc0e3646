package fruix.image.disk;

import fruix.diag.FruixException;
import fruix.image.ImageFileSystem;
import fruix.image.ImageInput;
import fruix.image.VirtualDisk;
import fruix.image.fat.FatReader;
import fruix.image.gpt.GptReader;
import fruix.image.gpt.Partition;
import fruix.image.gpt.PartitionTypes;
import fruix.image.iso.IsoReader;
import fruix.image.ufs.UfsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image consists of: its partitions, or itself when it is one file system.
 *
 * @param image the disk; where the image is of a virtual machine's format, the disk in it
 * @param partitioned whether it has a GPT
 * @param parts in the order of the partition table
 */
public record ImageParts(ImageInput image, boolean partitioned, List<Part> parts) {

  /**
   * A partition.
   *
   * @param name its label, or its number when that is empty; the whole of an image is called {@code
   *     image}
   * @param type as gpart(8) calls it, or the kind of file system that the whole image is
   * @param system what is in it, where that is known
   */
  public record Part(
      int number, String name, String type, ImageInput input, Optional<ImageFileSystem> system) {}

  public ImageParts {
    parts = List.copyOf(parts);
  }

  /** Looks at FILE, in any format; a diagnostic when it is nothing that is known. */
  public static ImageParts of(ImageInput file) {
    ImageInput image = DiskFormat.open(file).map(disk -> (ImageInput) disk).orElse(file);
    List<Part> parts = new ArrayList<>();
    if (GptReader.matches(image)) {
      for (Partition partition : GptReader.read(image)) {
        ImageInput input = GptReader.contents(image, partition);
        int number = parts.size() + 1;
        String name = partition.name().isEmpty() ? Integer.toString(number) : partition.name();
        parts.add(
            new Part(number, name, PartitionTypes.name(partition.type()), input, system(input)));
      }
      return new ImageParts(image, true, parts);
    }
    ImageFileSystem whole =
        system(image)
            .orElseThrow(
                () ->
                    FruixException.failed(
                        image.name() + " is no image that is known",
                        "known are GPT disks, FAT, UFS2 and ISO 9660, plain or in qcow2, VMDK or VHD"));
    String type = whole.summary().getOrDefault("type", "");
    return new ImageParts(
        image, false, List.of(new Part(1, "image", type, image, Optional.of(whole))));
  }

  private static Optional<ImageFileSystem> system(ImageInput input) {
    if (IsoReader.matches(input)) {
      return Optional.of(IsoReader.open(input));
    }
    if (UfsReader.matches(input)) {
      return Optional.of(UfsReader.open(input));
    }
    return FatReader.matches(input) ? Optional.of(FatReader.open(input)) : Optional.empty();
  }

  /**
   * The file system of the partition WANTED, a name or number; without one, the last that there is,
   * which on disks for FreeBSD is the root.
   */
  public ImageFileSystem fileSystem(Optional<String> wanted) {
    return parts.stream()
        .filter(part -> part.system().isPresent())
        .filter(
            part ->
                wanted.isEmpty()
                    || part.name().equals(wanted.get())
                    || Integer.toString(part.number()).equals(wanted.get()))
        .reduce((first, last) -> last)
        .flatMap(Part::system)
        .orElseThrow(
            () ->
                FruixException.failed(
                    image.name()
                        + " has no file system"
                        + wanted.map(w -> " in `" + w + "'").orElse(""),
                    "its partitions are "
                        + String.join(", ", parts.stream().map(Part::name).toList())));
  }

  /** The name of the image's format, as {@code system image --format} has it. */
  public String format() {
    return image instanceof VirtualDisk disk ? disk.format() : DiskFormat.RAW.text();
  }

  /** Checks everything, changing nothing; one sentence for each fault. */
  public List<String> verify() {
    List<String> faults = new ArrayList<>();
    if (image instanceof VirtualDisk disk) {
      disk.verify().forEach(fault -> faults.add(disk.format() + ": " + fault));
    }
    if (partitioned) {
      faults.addAll(GptReader.verify(image));
    }
    for (Part part : parts) {
      part.system()
          .ifPresent(
              system -> system.verify().forEach(fault -> faults.add(part.name() + ": " + fault)));
    }
    return faults;
  }
}

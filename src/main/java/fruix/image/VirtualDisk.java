package fruix.image;

import java.util.List;

/**
 * The disk inside an image file of a virtual machine's format: reads as if the disk were a raw
 * image.
 */
public interface VirtualDisk extends ImageInput {

  /** The format, as {@code system image --format} names it. */
  String format();

  /** Checks what the format itself has to say, not the disk: one sentence for each fault. */
  List<String> verify();
}

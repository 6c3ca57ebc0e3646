package fruix.image;

import fruix.io.RelativePath;
import fruix.mtree.Attributes;

/**
 * A device node, which manifests do not have.
 *
 * @param block a block device, not a character device
 */
public record DeviceNode(
    RelativePath path, Attributes attributes, boolean block, int major, int minor) {}

/**
 * VMware's virtual disks, monolithicSparse and streamOptimized (VMware, "Virtual Disk Format 5.0").
 * Start at {@link fruix.image.vmdk.VmdkWriter}, {@link fruix.image.vmdk.StreamWriter} and {@link
 * fruix.image.vmdk.VmdkReader}.
 *
 * <p>Invariants: a disk is a whole number of grains; zeros take no grains; the descriptor is in the
 * image, and names no parent. The reader opens no other file, whatever an image names.
 */
package fruix.image.vmdk;

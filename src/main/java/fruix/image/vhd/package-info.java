/**
 * Microsoft's virtual hard disks, dynamic and fixed ("Virtual Hard Disk Image Format
 * Specification", version 1.0). Start at {@link fruix.image.vhd.VhdWriter} and {@link
 * fruix.image.vhd.VhdReader}.
 *
 * <p>Invariants: a disk's size is what its geometry says, to the sector, so that all programs agree
 * on where it ends, and a whole number of MiB, which Azure demands; there is no parent.
 */
package fruix.image.vhd;

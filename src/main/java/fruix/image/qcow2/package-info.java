/**
 * QEMU's copy-on-write image, version 3, plain and compressed ({@code docs/interop/qcow2.txt} of
 * QEMU). Start at {@link fruix.image.qcow2.Qcow2Writer} and {@link fruix.image.qcow2.Qcow2Reader}.
 *
 * <p>Invariants: zeros take no clusters; there are no snapshots, no backing file and no unused
 * clusters before the end. The reader opens no other file, whatever an image names.
 */
package fruix.image.qcow2;

/**
 * UFS2, FreeBSD's file system ({@code sys/ufs/ffs/fs.h}, {@code sys/ufs/ufs/dinode.h} and {@code
 * dir.h} of FreeBSD 13.2, which the sources here cite). {@link fruix.image.ufs.UfsPlan} gives every
 * file of a tree its inode and its fragments before anything is written; {@link
 * fruix.image.ufs.UfsWriter} then streams the contents; {@link fruix.image.ufs.UfsReader} lists,
 * reads and checks such file systems, FreeBSD's and makefs's included.
 *
 * <p>Invariants: an address counts fragments from the beginning of the file system; everything is
 * little-endian; the bytes depend on the options, the tree and its contents alone.
 */
package fruix.image.ufs;

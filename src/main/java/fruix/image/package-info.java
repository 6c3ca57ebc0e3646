/**
 * What the image formats share: positional input and output, where file contents come from,
 * identifiers derived from a seed, and how a file system inside an image looks to a reader. Start
 * at {@link fruix.image.ImageOutput} to write and at {@link fruix.image.ImageFileSystem} to read.
 *
 * <p>Invariants: a format depends on this package alone, never on another format. A writer plans
 * its whole layout first, writes every byte that has a meaning (it never relies on unwritten bytes
 * being zero), and the bytes depend on its arguments only. A reader answers hostile bytes with a
 * diagnostic; it never hangs, exhausts memory or lets another exception out.
 */
package fruix.image;

/**
 * The {@code mtree(5)} format: the manifest of a store item, and the METALOG of a FreeBSD install
 * tree. {@link fruix.mtree.Manifest} is the model; {@link fruix.mtree.ManifestWriter} and {@link
 * fruix.mtree.ManifestReader} are its one text form, whose SHA-256 is an item's content hash.
 */
package fruix.mtree;

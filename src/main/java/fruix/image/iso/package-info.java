/**
 * ISO 9660 (ECMA-119, 4th edition) with Rock Ridge (SUSP and RRIP 1.12) and UEFI El Torito. {@link
 * fruix.image.iso.IsoPlan} places a tree, {@link fruix.image.iso.IsoWriter} writes it, {@link
 * fruix.image.iso.IsoReader} lists, reads and checks such images, other tools' included.
 *
 * <p>Directories may be nested deeper than the eight levels of ECMA-119: every reader that knows
 * Rock Ridge copes, and nothing is moved elsewhere. File flags have no place in Rock Ridge and are
 * dropped.
 */
package fruix.image.iso;

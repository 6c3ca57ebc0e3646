package fruix.image;

import fruix.io.RelativePath;

/**
 * A file whose contents are to be copied into an image.
 *
 * @param size of the contents in bytes
 * @param runs where they go: position, length, position, length, … in bytes. The lengths may add up
 *     to more than the size; what is left of the last run is filled with zeros. A position of −1 is
 *     a hole: the contents must be zeros there, and are not written.
 */
@SuppressWarnings("ArrayRecordComponent") // hundred thousand of them, made once and never shared
public record FileCopy(RelativePath path, long size, long[] runs) {}

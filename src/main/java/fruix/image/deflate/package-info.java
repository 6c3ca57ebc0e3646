/**
 * Deflate (RFC 1951) for the image formats that compress. Start at {@link
 * fruix.image.deflate.DeflateEncoder}.
 *
 * <p>The compressor is our own because the bytes of an image must not depend on the JDK's zlib, and
 * because qcow2 allows distances of 4 KiB only, to which {@code java.util.zip.Deflater} cannot be
 * held. It favours being short and the same everywhere over the last per cent of size. Expanding,
 * whose result is the same with every zlib, is left to {@code java.util.zip.Inflater}.
 */
package fruix.image.deflate;

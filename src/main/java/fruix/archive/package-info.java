/**
 * Reads distribution archives (tar in xz, zstd, gzip) safely and fast, and Berkeley DB writing for
 * {@code pwd.db}. Knows nothing of the store.
 */
package fruix.archive;

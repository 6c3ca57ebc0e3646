/**
 * Joins the formats of the packages beside it into disks that firmware boots. Start at {@link
 * fruix.image.disk.DiskComposer}. Nothing here knows the store: the root tree comes as a manifest
 * and the contents of its files.
 */
package fruix.image.disk;

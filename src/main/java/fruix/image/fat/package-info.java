/**
 * The FAT file systems as far as an EFI system partition needs them: FAT16 and FAT32 with long
 * names are written ({@link fruix.image.fat.FatWriter}), FAT12 is read too ({@link
 * fruix.image.fat.FatReader}). The specification is Microsoft's "FAT32 File System Specification"
 * 1.03 and its successor in the UEFI appendix; section names in this package are those of the
 * former.
 *
 * <p>This is our own code: the Java library that there is (fat32-lib 0.6.5, LGPL) edits a file
 * system in place, one call after the other, and does not let its caller say where files lie and
 * which times and serial number they get.
 */
package fruix.image.fat;

/**
 * The FAT file systems as far as an EFI system partition needs them: FAT16 and FAT32 with long
 * names are written ({@link fruix.image.fat.FatWriter}), FAT12 is read too ({@link
 * fruix.image.fat.FatReader}). The specification is Microsoft's "FAT32 File System Specification"
 * 1.03 and its successor in the UEFI appendix; section names in this package are those of the
 * former.
 *
 * <p>This is our own code since the one Java library there is (fat32-lib, LGPL) has had no release
 * since 2013, writes the clock into what it makes, and cannot write FAT32 without random numbers.
 */
package fruix.image.fat;

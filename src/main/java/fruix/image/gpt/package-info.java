/**
 * GUID partition tables with a protective MBR (UEFI specification 2.10, chapter 5). {@link
 * fruix.image.gpt.PartitionTable} is the model, {@link fruix.image.gpt.GptWriter} and {@link
 * fruix.image.gpt.GptReader} its form on a disk. Sectors have 512 bytes, both tables room for 128
 * entries, and nothing overlaps.
 */
package fruix.image.gpt;

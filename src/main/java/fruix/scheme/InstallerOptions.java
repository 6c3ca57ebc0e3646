package fruix.scheme;

import java.util.OptionalLong;

/**
 * Where an installer puts a system.
 *
 * @param device the disk as the machine that is installed knows it: {@code /dev/vtbd1}, {@code
 *     label:NAME} or {@code serial:NUMBER}
 * @param rootSize of the root file system there, in bytes; without it, the rest of the disk
 * @param swapSize of a swap partition there, in bytes; without it there is none
 * @param force whether what the disk holds may be overwritten
 */
public record InstallerOptions(
    String device, OptionalLong rootSize, OptionalLong swapSize, boolean force) {}

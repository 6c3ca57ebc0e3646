package fruix.nativebuild;

/**
 * A kernel configuration that does not come from the source tree.
 *
 * @param name by which others include it
 */
public record ConfigFile(String name, String text) {}

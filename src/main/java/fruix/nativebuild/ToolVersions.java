package fruix.nativebuild;

/**
 * The compiler and the linker of a build, as they call themselves in the first line that they say
 * of their version.
 */
public record ToolVersions(String compiler, String linker) {}

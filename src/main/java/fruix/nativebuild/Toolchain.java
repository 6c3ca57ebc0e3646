package fruix.nativebuild;

import java.nio.file.Path;

/**
 * A compiler and a linker of the host.
 *
 * @param directory that holds {@code clang}, {@code clang++}, {@code clang-cpp} and {@code ld.lld};
 *     no part of any identity
 */
record Toolchain(Path directory, ToolVersions versions) {}

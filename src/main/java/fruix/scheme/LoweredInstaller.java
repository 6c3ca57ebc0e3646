package fruix.scheme;

import fruix.build.Derivation;

/**
 * A medium that installs a system.
 *
 * @param system what is installed
 * @param installer the closure of the system that the medium starts
 * @param medium the image
 */
public record LoweredInstaller(LoweredSystem system, Derivation installer, Derivation medium) {}

package fruix.scheme;

import fruix.build.Derivation;

/**
 * A system that was lowered together with a medium that holds it.
 *
 * @param medium the derivation of the image
 */
public record LoweredMedium(LoweredSystem system, Derivation medium) {}

package fruix.scheme;

import fruix.build.Derivation;

/**
 * The source that a declared system's base is built from.
 *
 * @param check refuses a source that lacks files which the base needs, as far as its files are
 *     known: of one from elsewhere, once it is in the store
 */
public record LoweredSource(Derivation derivation, Runnable check) {}

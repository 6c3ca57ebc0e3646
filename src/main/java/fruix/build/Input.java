package fruix.build;

import fruix.store.StorePath;

/**
 * Something a derivation is built from: another derivation's item, a source from the host, or what
 * is valid already.
 */
public sealed interface Input permits Derivation, Source, Present {

  /** The item's path, known without building it. */
  StorePath path();
}

package fruix.build;

import fruix.store.StorePath;

/** Something a derivation is built from: another derivation's item, or a source from the host. */
public sealed interface Input permits Derivation, Source {

  /** The item's path, known without building it. */
  StorePath path();
}

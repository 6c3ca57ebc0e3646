package fruix.build;

import fruix.store.StorePath;

/** An item that is valid already; where it once came from is not known here. */
public record Present(StorePath path) implements Input {}

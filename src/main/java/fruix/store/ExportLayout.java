package fruix.store;

/**
 * The stream that carries items between stores, numbers big endian: magic; for each item, after
 * those it refers to, {@link #ITEM}, the length (8 bytes) and text of its registration, the same of
 * its manifest, and the contents of its regular files in the order of the manifest, a file with
 * several names once; at last {@link #END} and the SHA-256 of everything before it.
 */
final class ExportLayout {
  /** Ends with the version of the format. */
  static final String MAGIC = "fruix-export 1\n";

  static final int ITEM = 'I';
  static final int END = 'E';

  /** The longest registration and manifest that a reader takes, in bytes. */
  static final int LONGEST_TEXT = 1 << 28;

  private ExportLayout() {}
}

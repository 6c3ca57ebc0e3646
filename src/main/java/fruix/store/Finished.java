package fruix.store;

import fruix.hash.Sha256;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestWriter;

/**
 * What a finished item holds.
 *
 * @param text of the manifest; nobody changes it
 * @param contentHash the text's hash
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Finished(Manifest manifest, byte[] text, Sha256 contentHash) {

  static Finished of(Manifest manifest) {
    byte[] text = ManifestWriter.toBytes(manifest);
    return new Finished(manifest, text, Sha256.of(text));
  }
}

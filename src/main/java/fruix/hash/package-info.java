/**
 * SHA-256 values and the one way to compute them. Start at {@link fruix.hash.Sha256}. Depends on
 * nothing else in Fruix.
 */
package fruix.hash;

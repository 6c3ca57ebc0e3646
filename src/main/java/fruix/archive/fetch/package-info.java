/**
 * Getting files by URL into a cache, whole and with the right SHA-256 or not at all. Start at
 * {@link fruix.archive.fetch.Download}. Nothing here reads the environment or the clock; proxies
 * are taken from a map that is passed in.
 */
package fruix.archive.fetch;

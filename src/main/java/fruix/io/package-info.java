/**
 * Files below the level of the store: paths that cannot escape ({@link fruix.io.RelativePath}),
 * file identities, atomic writes, whole-tree deletion and locks between processes. No format, no
 * policy.
 */
package fruix.io;

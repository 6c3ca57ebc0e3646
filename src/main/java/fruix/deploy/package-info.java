/**
 * From a closure to a root tree, and later to generations on a machine. Start at {@link
 * fruix.deploy.RootfsPlan}, which says what a root tree holds and where each byte of it comes from,
 * without a staging directory; {@link fruix.deploy.RootfsWriter} makes a directory of it.
 */
package fruix.deploy;

/** From a closure to a root tree, and later to generations on a machine. */
package fruix.deploy;

/** Runs external programs: both streams drained, a time limit, the environment given whole. */
package fruix.process;

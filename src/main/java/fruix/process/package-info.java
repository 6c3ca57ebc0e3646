/**
 * Runs external programs: {@link fruix.process.ProcessRunner#run} takes a {@link
 * fruix.process.CommandSpec} and returns a {@link fruix.process.CommandResult}. Invariants: both
 * streams are drained, no program outlives its time limit or an interrupt, and none sees a variable
 * of the environment that its specification does not name.
 */
@NullMarked
package fruix.process;

import org.jspecify.annotations.NullMarked;

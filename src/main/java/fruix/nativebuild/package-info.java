/**
 * Builds FreeBSD from source. Start at {@link fruix.nativebuild.FreebsdBuildBuilder}, which takes a
 * {@link fruix.nativebuild.BuildSettings} (the whole identity of a build) through its {@link
 * fruix.nativebuild.Stage}s in an {@link fruix.nativebuild.ObjectDirectory} that outlives it, and
 * hands over what was installed. Invariants: nothing writes to the source; make sees no variable
 * that {@link fruix.nativebuild.MakeCommand} does not name; no process outlives a build.
 */
@NullMarked
package fruix.nativebuild;

import org.jspecify.annotations.NullMarked;

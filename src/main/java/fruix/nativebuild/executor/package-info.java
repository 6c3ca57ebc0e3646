/**
 * Where native builds run. {@link fruix.nativebuild.executor.Executor} is the record that a
 * declaration holds and a result names.
 */
@NullMarked
package fruix.nativebuild.executor;

import org.jspecify.annotations.NullMarked;

/**
 * Makes {@code linker.hints}, FreeBSD's index of what kernel modules provide, as kldxref(8) does.
 * Start at {@link fruix.nativebuild.hints.LinkerHints}.
 */
@NullMarked
package fruix.nativebuild.hints;

import org.jspecify.annotations.NullMarked;

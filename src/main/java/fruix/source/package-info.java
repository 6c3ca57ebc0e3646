/**
 * FreeBSD's source, from where a declaration says it is into the store. {@link
 * fruix.source.SourceDerivations} describes, {@link fruix.source.MaterializeSourceBuilder} makes:
 * start there. Invariants: a source's item holds {@code tree/} and {@code
 * .freebsd-source-info.scm}; the same files give the same tree hash, whether they come from a
 * directory, a git repository or an archive; nothing of the host, of the user's settings of git or
 * of the time is in it.
 */
@NullMarked
package fruix.source;

import org.jspecify.annotations.NullMarked;

/**
 * Reads git repositories by way of the {@code git} program: {@link fruix.source.git.GitRemote} asks
 * one what a branch or tag stands for, {@link fruix.source.git.GitMirror} keeps the commits that
 * were fetched, {@link fruix.source.git.GitExport} hands the files of one to a sink. Invariants:
 * git sees no settings, hooks, credentials or attributes but ours, never asks anybody anything, and
 * files come out as they are in the repository, byte for byte.
 */
@NullMarked
package fruix.source.git;

import org.jspecify.annotations.NullMarked;

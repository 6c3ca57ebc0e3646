/**
 * Derivations and how they become store items. {@link fruix.build.Derivation} describes, a value
 * whose path is known before anything is built; {@link fruix.build.Realiser} builds a graph in
 * dependency order; each {@link fruix.build.Builder} is one mechanism, listed in {@link
 * fruix.build.Builders}. Start at {@code Realiser.realise}. Invariants: a builder sees its
 * derivation and its inputs only, and hands its item to a sink entry by entry, so that what it
 * makes cannot depend on the host's modes, times or order of directories; what can conflict is put
 * together as a {@code TreePlan} before a byte is written.
 */
package fruix.build;

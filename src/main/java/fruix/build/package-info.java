/**
 * Derivations and how they become store items: {@link fruix.build.Derivation} describes, {@code
 * Realiser} builds a graph in dependency order, each {@code Builder} is one mechanism.
 */
package fruix.build;

/**
 * The content-addressed store under {@code /frx}: immutable items, their manifests, registrations,
 * references, roots and garbage collection. Start at {@link fruix.store.Store}. Invariants: an item
 * is registered last and never changes afterwards; a crash leaves either no item or a whole one.
 */
package fruix.store;

/**
 * Tells users in their words what Kawa's compiler said and what code threw: {@link
 * fruix.scheme.explain.Troubles}.
 */
package fruix.scheme.explain;

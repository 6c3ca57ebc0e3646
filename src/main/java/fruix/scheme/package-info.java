/**
 * The declaration language: Kawa behind one facade, sandboxed. The only package that knows Kawa and
 * ASM.
 */
package fruix.scheme;

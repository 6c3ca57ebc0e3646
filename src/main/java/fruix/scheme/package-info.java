/**
 * The declaration language: Kawa behind one facade, {@link fruix.scheme.DeclarationLoader}. The
 * only packages that know Kawa and ASM are this one and those below it. {@link
 * fruix.scheme.ModuleCompiler} compiles Fruix's own modules when Fruix is built.
 */
package fruix.scheme;

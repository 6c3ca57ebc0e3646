/**
 * Kawa made to read Guile's source text and find modules: {@link
 * fruix.scheme.language.FruixScheme}. {@link fruix.scheme.language.Interpreter} runs a file, {@link
 * fruix.scheme.language.AheadOfTime} compiles modules to class files.
 */
package fruix.scheme.language;

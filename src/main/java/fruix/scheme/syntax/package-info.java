/**
 * The syntax that Fruix adds to Scheme, each a {@code kawa.lang.Syntax} that rewrites its form and
 * reports mistakes where they stand. Start at {@link fruix.scheme.syntax.SyntaxTable}.
 */
package fruix.scheme.syntax;

/**
 * Keeps a declaration pure and bounded: it can compute, but reach nothing outside itself.
 *
 * <p>Start at {@link fruix.scheme.sandbox.Sandbox}. What stands between user code and the machine,
 * outermost first; each layer covers what the others cannot see:
 *
 * <ol>
 *   <li>{@code GuardedReader}: no symbol or literal that stands for a Java class or member;
 *   <li>{@code AllowedBindings}: the only names there are, costly procedures {@code
 *       ChargedProcedure}s;
 *   <li>{@code GuardedCompilation}: no default bindings (Kawa makes classes of unbound names), no
 *       computed types, everything compiled and nothing interpreted, every expansion charged;
 *   <li>{@code GuardedDefineSyntax}: macros are {@code syntax-rules} only;
 *   <li>{@code LiteralFilter}: no class, method or location as a constant, which bytecode would not
 *       show;
 *   <li>{@code ClassVerifier}: only members of an allow-list, no dynamic call sites, no monitors;
 *   <li>{@code BudgetInstrumenter}: a tick at each entry, backward jump and handler;
 *   <li>{@code GuardedLoader}: the loader of user classes and the context loader, which finds
 *       nothing else.
 * </ol>
 *
 * <p>Modules of Fruix itself are trusted and not guarded: what they export to users must be safe to
 * call with any argument.
 */
package fruix.scheme.sandbox;

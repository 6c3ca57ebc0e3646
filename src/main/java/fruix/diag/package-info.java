/**
 * What a user is told when something is wrong: a {@link fruix.diag.Diagnostic} has a message, a
 * place in the user's own file, a trace and a hint; {@link fruix.diag.FruixException} carries it up
 * to the command line. Nothing here prints. Depends on nothing else in Fruix.
 */
package fruix.diag;

/**
 * The command line. {@link fruix.cli.Main} builds the {@link fruix.cli.Host}; {@link
 * fruix.cli.CommandLineParser} turns arguments into one {@link fruix.cli.Action}; the action works
 * through a {@link fruix.cli.Session} and returns {@link fruix.cli.Results}, which {@link
 * fruix.cli.Cli} prints. Invariants: standard output carries results and nothing else; only {@code
 * Main} ends the process.
 */
@NullMarked
package fruix.cli;

import org.jspecify.annotations.NullMarked;

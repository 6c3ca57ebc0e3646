/** The command line: parses, calls one method a command, prints keys and diagnostics. */
package fruix.cli;

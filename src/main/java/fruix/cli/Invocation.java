package fruix.cli;

import org.jspecify.annotations.Nullable;

/**
 * What the arguments ask for.
 *
 * @param help the text to print instead of acting, if that was asked for
 */
record Invocation(GlobalOptions options, Action action, @Nullable String help) {}

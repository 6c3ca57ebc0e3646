package fruix.cli;

import java.util.function.Function;

/**
 * A command before it is used.
 *
 * @param action makes the action of what was given
 */
record Definition(Syntax syntax, Function<Arguments, Action> action) {}

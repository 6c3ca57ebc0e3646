package fruix.cli;

/** One command with its arguments, parsed. */
@FunctionalInterface
interface Action {

  /** Does the work; throws a FruixException when it cannot be done. */
  Results run(Session session);
}

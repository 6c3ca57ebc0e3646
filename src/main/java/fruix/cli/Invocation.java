package fruix.cli;

/** What the arguments ask for. */
sealed interface Invocation {

  /**
   * To be told how NAME is used.
   *
   * @param name a command or group; empty for Fruix itself
   */
  record Help(String name) implements Invocation {}

  record Run(GlobalOptions options, Action action) implements Invocation {}
}

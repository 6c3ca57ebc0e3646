package fruix.diag;

/** The exit status of the {@code fruix} command. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  /** The declaration is wrong. */
  DECLARATION(3),
  /** A build failed. */
  BUILD(4),
  INTERRUPTED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}

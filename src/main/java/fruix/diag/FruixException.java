package fruix.diag;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one exception that Fruix throws for what a user can cause; carries what to tell him. */
public final class FruixException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial")
  private final List<Diagnostic> diagnostics;

  /** For one or more independent errors; the exit status is the first one's. */
  public FruixException(List<Diagnostic> diagnostics, @Nullable Throwable cause) {
    super(diagnostics.stream().map(Diagnostic::message).collect(Collectors.joining("; ")), cause);
    if (diagnostics.isEmpty()) {
      throw new IllegalArgumentException("an exception needs a diagnostic");
    }
    this.diagnostics = List.copyOf(diagnostics);
  }

  public FruixException(Diagnostic diagnostic) {
    this(List.of(diagnostic), null);
  }

  public FruixException(Diagnostic diagnostic, @Nullable Throwable cause) {
    this(List.of(diagnostic), cause);
  }

  /** An operation that failed for MESSAGE, exit status 1. */
  public static FruixException failed(String message) {
    return new FruixException(Diagnostic.of(ExitCode.FAILED, message));
  }

  /** An operation that failed for MESSAGE, exit status 1, with a HINT at the way out. */
  public static FruixException failed(String message, String hint) {
    return new FruixException(Diagnostic.of(ExitCode.FAILED, message).withHint(hint));
  }

  /** Wraps E once, naming the path it happened at: {@code cannot WHAT PATH: reason}. */
  public static FruixException io(String what, Path path, IOException e) {
    return new FruixException(
        Diagnostic.of(
            ExitCode.FAILED, "cannot " + what + " " + path + ": " + where(e, path) + reason(e)),
        e);
  }

  /** The file that the system named, when it is another one than PATH. */
  private static String where(IOException e, Path path) {
    boolean other =
        e instanceof FileSystemException f
            && f.getFile() != null
            && !f.getFile().equals(path.toString());
    return other ? ((FileSystemException) e).getFile() + ": " : "";
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  public ExitCode exitCode() {
    return diagnostics.get(0).exitCode();
  }
}

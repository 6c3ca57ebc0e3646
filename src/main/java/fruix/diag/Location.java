package fruix.diag;

/**
 * A place in a text file.
 *
 * @param file as the user named it
 * @param line 1-based; 0 when only the file is known
 * @param column 1-based, in characters; 0 when only the line is known
 */
public record Location(String file, int line, int column) {

  public static Location ofFile(String file) {
    return new Location(file, 0, 0);
  }

  /** {@code file:line:column}, less what is unknown. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}

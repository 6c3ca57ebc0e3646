package fruix.scheme.runtime;

/** Stands for a value that was wrong and has been reported; every check lets it pass. */
public enum Poison {
  VALUE;

  @Override
  public String toString() {
    return "#<erroneous>";
  }
}

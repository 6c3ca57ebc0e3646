package fruix.scheme.sandbox;

/** What the attacks try to reach; it must never be touched. */
public final class Canary extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NonFinalStaticField") // attacks try to set it
  public static boolean sang;

  @SuppressWarnings("StaticAssignmentInConstructor")
  public Canary() {
    sang = true;
  }

  public static int sing() {
    sang = true;
    return 1;
  }
}

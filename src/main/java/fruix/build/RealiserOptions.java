package fruix.build;

/**
 * How derivations are realised; none of this changes a result.
 *
 * @param jobs how many builds run at once, at least 1
 * @param keepFailed whether what a failed build has made is kept for a look
 * @param check whether valid items are built again and compared
 */
public record RealiserOptions(int jobs, boolean keepFailed, boolean check) {

  public RealiserOptions {
    if (jobs < 1) {
      throw new IllegalArgumentException("at least one job is needed, not " + jobs);
    }
  }

  /** As many jobs as PROCESSORS, nothing kept, nothing checked. */
  public static RealiserOptions of(int processors) {
    return new RealiserOptions(Math.max(1, processors), false, false);
  }
}

package fruix.image.ufs;

/**
 * The data blocks of a file system from its beginning to its end: in the first group what is behind
 * the metadata, in the others also what is before the copy of the superblock ({@code initcg} of
 * makefs and newfs).
 */
final class GroupBlocks implements BlockSource {
  private final UfsGeometry geometry;
  private int group;
  private int at;
  private int end;
  private boolean behindMetadata;

  GroupBlocks(UfsGeometry geometry) {
    this.geometry = geometry;
    enterData();
  }

  @Override
  public Run next(long count) {
    while (at + geometry.frag() > end) {
      advance();
    }
    long blocks = Math.min(count, (end - at) / geometry.frag());
    Run run = new Run(geometry.groupStart(group) + at, blocks);
    at += (int) blocks * geometry.frag();
    return run;
  }

  /** The group that the next block is likely to come from. */
  int group() {
    return group;
  }

  private void advance() {
    if (!behindMetadata) {
      enterData();
      return;
    }
    group++;
    if (group == geometry.groups()) {
      throw new IllegalStateException("more blocks taken than were counted");
    }
    at = 0;
    end = geometry.superblock();
    behindMetadata = false;
  }

  private void enterData() {
    at = (int) UfsLayout.roundUp(geometry.dataStart(group), geometry.frag());
    end = geometry.groupLength(group);
    behindMetadata = true;
  }
}

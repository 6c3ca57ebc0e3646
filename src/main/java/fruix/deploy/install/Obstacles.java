package fruix.deploy.install;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.image.FileInput;
import fruix.image.SectorInput;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What speaks against installing on a target. */
public final class Obstacles {

  private Obstacles() {}

  /** Throws a diagnostic when nothing can be installed on TARGET, whatever a user says. */
  public static void requireUsable(Target target) {
    if (target.readOnly()) {
      throw FruixException.failed(target.path() + " cannot be written to: it is read-only");
    }
    if (target.sectorSize() != Target.SECTOR) {
      throw FruixException.failed(
          target.path()
              + " has sectors of "
              + target.sectorSize()
              + " bytes, and Fruix writes disks with sectors of "
              + Target.SECTOR);
    }
  }

  /**
   * Why TARGET should be left alone: it is in use, or a disk smaller than the CAPACITY in bytes
   * that was asked for.
   */
  public static List<Diagnostic> reasons(Target target, OptionalLong capacity) {
    List<Diagnostic> reasons = new ArrayList<>();
    for (String use : target.uses()) {
      reasons.add(reason(target.path() + " is in use: " + use));
    }
    long wanted = capacity.orElse(0);
    if (target.kind() == TargetKind.BLOCK_DEVICE && target.size() < wanted) {
      reasons.add(
          reason(
              "the disk "
                  + target.path()
                  + " of "
                  + target.size()
                  + " bytes is too small by "
                  + (wanted - target.size())
                  + " bytes"));
    }
    return reasons;
  }

  private static Diagnostic reason(String message) {
    return Diagnostic.of(ExitCode.FAILED, message).withHint("`--force' goes on all the same");
  }

  /** What TARGET holds and would lose, each as {@code an ext file system}. */
  public static List<String> losses(Target target) {
    if (target.size() == 0) {
      return List.of();
    }
    try (FileInput input = FileInput.open(target.path(), target.size())) {
      return target.kind() == TargetKind.RAW_FILE
          ? Contents.of(input, true)
          : Contents.of(new SectorInput(input, target.sectorSize()), false);
    }
  }
}

package fruix.deploy.install;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.image.FileInput;
import fruix.image.SectorInput;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What speaks against installing on a target.
 *
 * @param inUse what a user must mean expressly: the target is in use, or not as large as asked for
 * @param losses what the target holds, which would be gone
 */
public record Obstacles(List<Diagnostic> inUse, List<String> losses) {

  public Obstacles {
    inUse = List.copyOf(inUse);
    losses = List.copyOf(losses);
  }

  /**
   * Looks at TARGET; a diagnostic when nothing could help.
   *
   * @param capacity what the disk is to have, in bytes, if that was said
   */
  public static Obstacles of(Target target, OptionalLong capacity) {
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
    List<Diagnostic> inUse = new ArrayList<>();
    for (String use : target.uses()) {
      inUse.add(diagnostic(target.path() + " is in use: " + use));
    }
    long missing = capacity.orElse(0) - target.size();
    if (target.kind() == TargetKind.BLOCK_DEVICE && missing > 0) {
      inUse.add(
          diagnostic(
              target.path()
                  + " is too small by "
                  + missing
                  + " bytes: it has "
                  + target.size()
                  + ", and --disk-capacity asks for "
                  + capacity.orElse(0)));
    }
    return new Obstacles(inUse, losses(target));
  }

  private static Diagnostic diagnostic(String message) {
    return Diagnostic.of(ExitCode.FAILED, message).withHint("`--force' goes on all the same");
  }

  private static List<String> losses(Target target) {
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

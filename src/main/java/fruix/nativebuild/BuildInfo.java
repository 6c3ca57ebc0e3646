package fruix.nativebuild;

import fruix.hash.Sha256;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import java.util.ArrayList;
import java.util.List;

/** What a built item says of how it was built. */
public final class BuildInfo {
  /** Its name in the item. */
  public static final String FILE = ".freebsd-native-build-info.scm";

  private static final int FORMAT = 1;

  private BuildInfo() {}

  /**
   * {@code (freebsd-native-build-info (format-version 1) …)} with every setting of the build. The
   * source is told by its name and content hash: its store path would be a reference, and every
   * system would bring the source along.
   */
  static String text(BuildSettings settings, Sha256 sourceContent) {
    List<Datum> data = new ArrayList<>();
    data.add(Datum.tagged("format-version", Datum.num(FORMAT)));
    data.add(
        Datum.tagged(
            "builder",
            Datum.str(FreebsdBuildBuilder.NAME),
            Datum.str(FreebsdBuildBuilder.VERSION)));
    for (Datum parameter : settings.toData()) {
      data.add(
          parameter.equals(settings.sourceData())
              ? Datum.tagged(
                  "source",
                  Datum.str(settings.source().item().name()),
                  Datum.str(sourceContent.hex()))
              : parameter);
    }
    return SexpWriter.pretty(Datum.tagged("freebsd-native-build-info", data));
  }
}

package fruix.cli;

import fruix.build.Derivation;
import fruix.build.Input;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.nativebuild.FreebsdBuildBuilder;
import fruix.nativebuild.Part;
import fruix.scheme.LoweredSystem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The builds from source that a system needs. */
final class NativeBuilds {
  private NativeBuilds() {}

  /**
   * Those of SYSTEM, or the one of ONLY; an error with exit status 3 when there is none.
   *
   * @param only {@code kernel} or {@code world}
   */
  static List<Derivation> of(LoweredSystem system, Optional<String> only) {
    TreeMap<String, Derivation> found = new TreeMap<>();
    collect(system.closure(), found, new HashSet<>());
    List<Derivation> wanted =
        found.values().stream()
            .filter(build -> only.isEmpty() || build.name().equals(part(only.get()).itemName()))
            .toList();
    if (wanted.isEmpty()) {
      throw new FruixException(
          Diagnostic.of(
                  ExitCode.DECLARATION,
                  "the system uses no "
                      + only.map(part -> part + " that is").orElse("part of FreeBSD that is")
                      + " built from source")
              .withHint("see freebsd-native-kernel-for and freebsd-native-system-packages-for"));
    }
    return wanted;
  }

  static Part part(String text) {
    for (Part part : Part.values()) {
      if (part.text().equals(text)) {
        return part;
      }
    }
    throw UsageErrors.of("--only takes kernel or world, not `" + text + "'", null);
  }

  /** The part that BUILD makes. */
  static Part part(Derivation build) {
    return build.name().equals(Part.KERNEL.itemName()) ? Part.KERNEL : Part.WORLD;
  }

  private static void collect(
      Derivation derivation, Map<String, Derivation> found, Set<Derivation> seen) {
    if (!seen.add(derivation)) {
      return;
    }
    if (derivation.builder().equals(FreebsdBuildBuilder.NAME)) {
      found.put(derivation.path().toString(), derivation);
    }
    for (Input input : derivation.inputs()) {
      if (input instanceof Derivation needed) {
        collect(needed, found, seen);
      }
    }
  }
}

package fruix.nativebuild;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The options of src.conf(5) that flags of make and the text of SRCCONF set. A line under a
 * condition counts: whether it holds is known to make alone.
 */
record SourceOptions(List<String> flags, String srcConf) {

  SourceOptions {
    flags = List.copyOf(flags);
  }

  /** Whether OPTION, as {@code CLANG}, is switched off. */
  boolean without(String option) {
    return flags.stream().anyMatch(flag -> MakeFlags.variable(flag).equals("WITHOUT_" + option))
        || MakeFlags.value(flags, "MK_" + option).filter("no"::equals).isPresent()
        || Pattern.compile("(?m)^\\s*WITHOUT_" + option + "\\s*[?+:!]?=").matcher(srcConf).find();
  }
}

package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code slice}: part of an item, chosen by rules. */
final class SliceBuilder implements Builder {

  @Override
  public String name() {
    return "slice";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException {
    ItemReference from = null;
    RelativePath at = RelativePath.ROOT;
    List<Form> rules = new ArrayList<>();
    for (Form form : context.forms()) {
      if (form.tag().equals("from")) {
        from = context.input(form.arity(1, 1), 0);
      } else if (form.tag().equals("at")) {
        at = form.arity(1, 1).path(0);
      } else if (PathRules.isRule(form)) {
        rules.add(form);
      } else {
        throw form.unknown();
      }
    }
    ItemReference source = demand(from);
    TreePlan plan = new TreePlan(name());
    List<String> unmet =
        plan.copy(
            context.manifest(source.item()),
            context.physical(source.item()),
            source.path(),
            at,
            PathRules.of(rules),
            source.toString());
    refuseUnmet(name(), unmet, source.toString());
    plan.write(out);
  }

  private static ItemReference demand(@Nullable ItemReference from) {
    if (from == null) {
      throw new FruixException(Diagnostic.of(ExitCode.BUILD, "slice: (from ITEM) is missing"));
    }
    return from;
  }

  /** Throws for UNMET patterns, if there are any, saying that they are missing from WHERE. */
  static void refuseUnmet(String builder, List<String> unmet, String where) {
    if (!unmet.isEmpty()) {
      throw new FruixException(
          Diagnostic.of(
              ExitCode.BUILD,
              builder + ": missing from " + where + ": " + String.join(", ", unmet)));
    }
  }
}

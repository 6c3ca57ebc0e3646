package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code union}: one tree of several items, as links or as copies. */
final class UnionBuilder implements Builder {

  @Override
  public String name() {
    return "union";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException {
    List<ItemReference> inputs = new ArrayList<>();
    Set<UnionMerge.Pair> replaced = new HashSet<>();
    boolean copy = false;
    boolean firstWins = false;
    for (Form form : context.forms()) {
      switch (form.tag()) {
        case "input" -> addInputs(form, context, inputs);
        case "replace" -> addReplaced(form, context, replaced);
        case "conflicts" ->
            firstWins =
                form.arity(1, 1).symbol(0, List.of("error", "first-wins")).equals("first-wins");
        case "mode" -> copy = form.arity(1, 1).symbol(0, List.of("link", "copy")).equals("copy");
        default -> throw form.unknown();
      }
    }
    UnionMerge merge = new UnionMerge(new ItemTrees(context), replaced, copy);
    TreePlan plan = merge.of(inputs);
    if (!merge.conflicts().isEmpty() && !firstWins) {
      throw new FruixException(
          merge.conflicts().stream()
              .map(text -> Diagnostic.of(ExitCode.BUILD, "union: " + text))
              .toList(),
          null);
    }
    merge.conflicts().forEach(text -> context.log("warning: " + text + "; the first is taken"));
    plan.write(out);
  }

  private static void addInputs(Form form, BuildContext context, List<ItemReference> inputs) {
    for (int i = 0; i < form.size(); i++) {
      ItemReference input = context.input(form, i);
      if (inputs.contains(input)) {
        throw form.error(input + " is given twice");
      }
      inputs.add(input);
    }
  }

  private static void addReplaced(Form form, BuildContext context, Set<UnionMerge.Pair> replaced) {
    form.arity(2, Integer.MAX_VALUE);
    ItemReference winner = context.input(form, 0);
    for (int i = 1; i < form.size(); i++) {
      replaced.add(new UnionMerge.Pair(winner, context.input(form, i)));
    }
  }
}

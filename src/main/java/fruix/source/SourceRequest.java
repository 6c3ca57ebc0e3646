package fruix.source;

import fruix.build.Derivation;
import fruix.build.Form;
import fruix.build.ItemReference;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of {@code materialize-source}.
 *
 * @param treeHash of a local tree
 * @param commit that a repository is taken at
 * @param archive that the source is in
 */
record SourceRequest(
    String name,
    SourceOrigin declared,
    Optional<Sha256> treeHash,
    Optional<String> commit,
    Optional<ItemReference> archive) {

  static SourceRequest of(Derivation derivation) {
    Map<String, Form> forms = new HashMap<>();
    for (Form form : Form.all(derivation.builder(), derivation.parameters())) {
      if (!List.of("name", "declared", "tree-hash", "commit", "archive").contains(form.tag())) {
        throw form.unknown();
      }
      forms.put(form.tag(), form);
    }
    SourceOrigin declared = origin(demand(forms, "declared"));
    String wanted =
        switch (declared.kind()) {
          case SourceOrigin.LOCAL_TREE -> "tree-hash";
          case SourceOrigin.GIT -> "commit";
          default -> "archive";
        };
    demand(forms, wanted);
    return new SourceRequest(
        demand(forms, "name").arity(1, 1).string(0),
        declared,
        find(forms, "tree-hash").map(form -> form.sha256(0)),
        find(forms, "commit").map(form -> form.string(0)),
        find(forms, "archive").map(form -> form.item(0)));
  }

  /** What the declared origin came to: of a repository, the commit. */
  SourceOrigin effective() {
    return commit.isEmpty()
        ? declared
        : SourceOrigin.git(declared.url().orElseThrow(), declared.ref(), commit);
  }

  private static SourceOrigin origin(Form declared) {
    Map<String, Form> fields = new HashMap<>();
    declared.forms(0).forEach(form -> fields.put(form.tag(), form.arity(1, 1)));
    String kind =
        demand(fields, "kind")
            .symbol(0, List.of(SourceOrigin.LOCAL_TREE, SourceOrigin.GIT, SourceOrigin.SRC_TXZ));
    SourceOrigin origin =
        new SourceOrigin(
            kind,
            text(fields, "url"),
            text(fields, "ref"),
            text(fields, "commit"),
            text(fields, "sha256"));
    if (kind.equals(SourceOrigin.GIT) && origin.url().isEmpty()) {
      throw declared.error("(url URL) is missing");
    }
    return origin;
  }

  private static Optional<Form> find(Map<String, Form> forms, String tag) {
    return Optional.ofNullable(forms.get(tag)).map(form -> form.arity(1, 1));
  }

  private static Optional<String> text(Map<String, Form> fields, String tag) {
    return find(fields, tag).map(form -> form.string(0));
  }

  private static Form demand(Map<String, Form> forms, String tag) {
    Form form = forms.get(tag);
    if (form == null) {
      throw new FruixException(
          Diagnostic.of(
              ExitCode.BUILD, MaterializeSourceBuilder.NAME + ": (" + tag + " …) is missing"));
    }
    return form;
  }
}

package fruix.deploy;

import fruix.build.BuildContext;
import fruix.build.Form;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What builders of media look up in the closure that they are given. */
final class SystemClosure {
  private static final RelativePath LOADER = new RelativePath("boot/loader.efi");

  private SystemClosure() {}

  /** The item that the parameter {@code (closure ITEM)} names; a diagnostic when it is missing. */
  static StorePath named(BuildContext context) {
    for (Form form : context.forms()) {
      if (form.tag().equals("closure")) {
        return context.input(form.arity(1, 1), 0).item();
      }
    }
    throw new FruixException(
        Diagnostic.of(
            ExitCode.BUILD, context.derivation().builder() + ": (closure ITEM) is missing"));
  }

  /** CLOSURE and everything that it needs, each after what it names. */
  static Set<StorePath> requisites(Store store, StorePath closure) {
    return new LinkedHashSet<>(new StoreGraph(store).requisites(List.of(closure)));
  }

  /** The EFI program of CLOSURE; a diagnostic if it has none. */
  static ClosureFiles.Found loader(Store store, StorePath closure) {
    return new ClosureFiles(store, closure, requisites(store, closure))
        .find(LOADER)
        .orElseThrow(() -> FruixException.failed(closure + " has no " + LOADER));
  }
}

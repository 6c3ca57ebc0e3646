package fruix.nativebuild.promotion;

import fruix.nativebuild.executor.Executor;
import fruix.sexp.Datum;
import fruix.store.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run of an executor.
 *
 * @param guestHostName of the system that it ran on, and CLOSURE what that was made of; empty for
 *     executors that have none
 * @param sourceStore the item that holds the source
 */
public record Build(
    String runId,
    Executor executor,
    Optional<String> guestHostName,
    Optional<StorePath> closure,
    StorePath sourceStore,
    BuildPolicy policy) {

  public Build {
    if (!Executor.WORD.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "the run id `" + runId + "' is not of letters, digits, `.', `_' and `-'");
    }
  }

  /** What a promotion and its result both say of it. */
  List<Datum> fields() {
    List<Datum> fields = new ArrayList<>();
    fields.add(Datum.tagged("run-id", Datum.str(runId)));
    fields.add(executor.toDatum());
    guestHostName.ifPresent(name -> fields.add(Datum.tagged("guest-host-name", Datum.str(name))));
    closure.ifPresent(path -> fields.add(Datum.tagged("closure", Datum.str(path.toString()))));
    fields.add(Datum.tagged("source-store", Datum.str(sourceStore.toString())));
    fields.add(policy.toDatum());
    return fields;
  }
}

package fruix.cli;

import fruix.diag.ExitCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a command found or made: keys with their values, in the order of printing. */
final class Results {

  /** One line. */
  record Result(Key key, List<String> values) {
    Result {
      values = List.copyOf(values);
      if (key.type() != Key.Type.LIST && values.size() != 1) {
        throw new IllegalArgumentException(key.text() + " takes one value");
      }
    }
  }

  private final List<Result> results = new ArrayList<>();
  private ExitCode exitCode = ExitCode.DONE;

  Results add(Key key, Object value) {
    results.add(new Result(key, List.of(value.toString())));
    return this;
  }

  Results addAll(Key key, Collection<?> values) {
    results.add(new Result(key, values.stream().map(Object::toString).toList()));
    return this;
  }

  /** The values of KEY; none when it is absent. */
  List<String> values(Key key) {
    return results.stream()
        .filter(result -> result.key() == key)
        .flatMap(result -> result.values().stream())
        .toList();
  }

  /** Says that what is reported here is a failure, as a verification that found damage. */
  Results failed() {
    exitCode = ExitCode.FAILED;
    return this;
  }

  ExitCode exitCode() {
    return exitCode;
  }

  List<Result> list() {
    return List.copyOf(results);
  }
}

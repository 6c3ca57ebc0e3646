package fruix.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What was given for a {@link Syntax}. */
final class Arguments {
  private final ParseResult result;

  Arguments(ParseResult result) {
    this.result = result;
  }

  boolean flag(String name) {
    return result.hasMatchedOption(name);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(result.matchedOptionValue(name, null));
  }

  Optional<Path> path(String name) {
    return option(name).map(Path::of);
  }

  /** The values of an option that may be repeated. */
  List<String> repeated(String name) {
    return List.of(result.matchedOptionValue(name, new String[0]));
  }

  /** The argument at INDEX, which must be given. */
  String argument(int index) {
    return result.matchedPositionalValue(index, "");
  }

  /** The arguments from INDEX on, of a syntax that takes any number there. */
  List<String> arguments(int index) {
    return List.of(result.matchedPositionalValue(index, new String[0]));
  }
}

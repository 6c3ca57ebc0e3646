package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.DidYouMean;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The closed set of builders, by name. */
public final class Builders {
  private final TreeMap<String, Builder> byName = new TreeMap<>();

  /** Throws IllegalArgumentException for two builders of one name. */
  public Builders(List<? extends Builder> builders) {
    for (Builder builder : builders) {
      if (byName.put(builder.name(), builder) != null) {
        throw new IllegalArgumentException("two builders are called " + builder.name());
      }
    }
  }

  /**
   * The builders of this package and MORE, which are those of packages above it.
   *
   * @param environment where downloads take their proxies from
   */
  public static Builders standard(Map<String, String> environment, Builder... more) {
    List<Builder> all = new ArrayList<>(List.of(more));
    all.add(new WriteFilesBuilder());
    all.add(new UnionBuilder());
    all.add(new SliceBuilder());
    all.add(new StageTreeBuilder());
    all.add(new UnpackArchivesBuilder());
    all.add(new FetchBuilder(environment));
    return new Builders(all);
  }

  /** The builder called NAME; an error with exit status 4 if there is none. */
  public Builder named(String name) {
    Builder builder = byName.get(name);
    if (builder == null) {
      throw new FruixException(
          Diagnostic.of(ExitCode.BUILD, "there is no builder `" + name + "'")
              .withHint(
                  DidYouMean.suggest(name, byName.keySet())
                      .map(near -> "did you mean `" + near + "'?")
                      .orElse("the builders are " + String.join(", ", byName.keySet()))));
    }
    return builder;
  }

  /** The builder of DERIVATION; one of another version than the derivation asks for is refused. */
  Builder of(Derivation derivation) {
    Builder builder = named(derivation.builder());
    if (!builder.version().equals(derivation.builderVersion())) {
      throw new FruixException(
          Diagnostic.of(
              ExitCode.BUILD,
              derivation.path()
                  + " wants version "
                  + derivation.builderVersion()
                  + " of the builder `"
                  + builder.name()
                  + "', which has version "
                  + builder.version()));
    }
    return builder;
  }
}

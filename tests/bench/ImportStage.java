package fruix.nativebuild;

import fruix.build.BuildContext;
import fruix.build.Builder;
import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.event.EventSink;
import fruix.mtree.TreeSink;
import fruix.store.Selection;
import fruix.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Brings what make installed, a directory with its METALOG, into a store and registers it, as the
 * last step of a native build: what the benchmark measures beside {@code cp -a}. Arguments: the
 * directory, and the physical directory of the store.
 */
public final class ImportStage {
  private ImportStage() {}

  private record StageBuilder(Path stage) implements Builder {
    @Override
    public String name() {
      return "bench-stage";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public void build(BuildContext context, TreeSink out)
        throws IOException, InterruptedException {
      StageImport.run(stage, out);
    }
  }

  /**
   * {@code STAGE ROOT [SOURCE]}: imports STAGE below ROOT, and before that, untimed, SOURCE, as a build from
   * nothing does. Prints the seconds.
   */
  public static void main(String[] arguments) {
    Builder builder = new StageBuilder(Path.of(arguments[0]).toAbsolutePath());
    Path root = Path.of(arguments[1]).toAbsolutePath();
    try (Store store = Store.open(root, false, InstantSource.system(), EventSink.SILENT)) {
      if (arguments.length > 2) {
        store.addSource("source", Path.of(arguments[2]), Selection.ALL);
      }
      long before = System.nanoTime();
      new Realiser(
              store,
              Builders.standard(Map.of(), builder),
              EventSink.SILENT,
              RealiserOptions.of(Runtime.getRuntime().availableProcessors()))
          .realise(
              List.of(
                  new Derivation("stage", builder.name(), builder.version(), List.of(), List.of())));
      System.out.println("seconds=" + (System.nanoTime() - before) / 1e9);
    }
  }
}

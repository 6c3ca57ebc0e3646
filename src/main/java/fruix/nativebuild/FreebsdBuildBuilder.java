package fruix.nativebuild;

import fruix.build.BuildContext;
import fruix.build.Builder;
import fruix.hash.Sha256;
import fruix.io.Deletion;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code freebsd-build}: FreeBSD's kernel or world, built from source and installed. */
public final class FreebsdBuildBuilder implements Builder {
  /** As derivations name it. */
  public static final String NAME = "freebsd-build";

  static final String VERSION = "1";

  /** The object directories, below the physical directory that holds {@code frx}. */
  public static final String CACHE_DIRECTORY = "frx/var/cache/fruix/native-build";

  private static final String CACHE = "native-build";

  private final NativeHost host;

  public FreebsdBuildBuilder(NativeHost host) {
    this.host = host;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException, InterruptedException {
    BuildSettings settings = BuildSettings.of(context);
    Toolchain tools = new Toolchains(host).matching(settings.tools());
    Path physical = settings.source().path().under(context.physical(settings.source().item()));
    SourceCheck.require(physical, settings);
    HostTools.require(host, physical, settings);
    Path place = place(context, settings);
    if (!settings.paths().isolated()) {
      SharedPlace.claim(place);
    }
    context.progress("waiting for another build of the same source", 0, 0);
    try (ObjectDirectory directory = ObjectDirectory.take(place)) {
      Path source =
          settings.paths().isolated() ? physical : SharedSource.put(physical, directory.source());
      Path stage = OwnFiles.stage(directory.objects(), settings.part());
      Deletion.deleteTree(stage);
      OwnFiles.write(settings, directory.objects());
      Files.createDirectories(stage);
      if (settings.part() == Part.KERNEL) {
        directory.claimKernel(settings);
      }
      MakeCommand command = new MakeCommand(settings, host, tools, source, directory);
      Duration make = new StageRunner(context, host, command, directory).run();
      context.progress("copying into the store", 0, 0);
      long made = System.nanoTime();
      StageImport.run(stage, out);
      Duration copied = Duration.ofNanos(System.nanoTime() - made);
      if (settings.part() == Part.KERNEL) {
        KernelFinish.run(stage, out);
      }
      info(context, settings, out);
      context.note(
          settings.part().text()
              + ": "
              + Timings.seconds(make)
              + " in make, "
              + Timings.seconds(copied)
              + " to copy into the store, "
              + Timings.seconds(Duration.ofNanos(System.nanoTime() - made).minus(copied))
              + " to complete");
      Deletion.deleteTree(stage);
    }
  }

  private static Path place(BuildContext context, BuildSettings settings) {
    return settings.paths().isolated()
        ? context.cache(CACHE).resolve(settings.objectIdentity())
        : Path.of(settings.paths().objects()).resolveSibling("");
  }

  private static void info(BuildContext context, BuildSettings settings, TreeSink out)
      throws IOException {
    Sha256 source = context.store().registration(settings.source().item()).contentHash();
    byte[] text = BuildInfo.text(settings, source).getBytes(StandardCharsets.UTF_8);
    out.file(
        new RelativePath(BuildInfo.FILE),
        Attributes.FILE,
        text.length,
        new ByteArrayInputStream(text));
  }
}

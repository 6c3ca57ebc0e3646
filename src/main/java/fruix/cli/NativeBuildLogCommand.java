package fruix.cli;

import fruix.build.BuildDirectories;
import fruix.diag.FruixException;
import fruix.nativebuild.NativeLogs;
import fruix.store.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** {@code fruix native-build log}. */
record NativeBuildLogCommand(String item) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Writes all that make said during a native build to standard output.")
            .argument("ITEM", "what was built, or was to be, as `native-build plan' names it"),
        given -> new NativeBuildLogCommand(given.argument(0)));
  }

  @Override
  public Results run(Session session) {
    StorePath path = session.storePath(item);
    Path log = NativeLogs.of(new BuildDirectories(session.root()).log(path));
    if (!Files.exists(log)) {
      throw FruixException.failed("there is no log of make for " + path);
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(log))) {
      in.transferTo(session.host().out());
    } catch (IOException e) {
      throw FruixException.io("show", log, e);
    }
    return new Results();
  }
}

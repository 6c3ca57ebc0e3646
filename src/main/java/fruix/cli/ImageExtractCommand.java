package fruix.cli;

import fruix.deploy.DirectorySink;
import fruix.diag.FruixException;
import fruix.image.ImageFileSystem;
import fruix.image.ImageNode;
import fruix.image.ImageWalk;
import java.io.IOException;
import java.nio.file.Path;

/** {@code fruix image extract}. */
record ImageExtractCommand(ImageOptions options, String path, Path target) implements Action {

  static Definition definition() {
    return new Definition(
        ImageOptions.addTo(new Syntax("Copies a file or directory of an image to this machine."))
            .argument("PATH", "as / or /etc/rc.conf")
            .argument("TARGET", "which must not exist"),
        given ->
            new ImageExtractCommand(
                ImageOptions.of(given), given.argument(1), Path.of(given.argument(2))));
  }

  @Override
  public Results run(Session session) {
    Path place = session.absolute(target);
    return options.look(
        session,
        image -> {
          ImageFileSystem system = image.fileSystem(options.partition());
          ImageNode node = system.find(ImageOptions.path(path));
          try (DirectorySink sink = new DirectorySink(place, session.host().isRoot())) {
            ImageWalk.copy(system, node, sink);
          } catch (IOException e) {
            throw FruixException.io("write", place, e);
          }
          return new Results().add(Key.EXTRACTED, place);
        });
  }
}

package fruix.cli;

import fruix.diag.FruixException;
import fruix.image.ImageFileSystem;
import fruix.image.ImageNode;
import java.io.IOException;
import java.io.InputStream;

/** {@code fruix image cat}: the one command whose result is not keys, but a file. */
record ImageCatCommand(ImageOptions options, String path) implements Action {

  static Definition definition() {
    return new Definition(
        ImageOptions.addTo(new Syntax("Writes a file of an image to standard output."))
            .argument("PATH", "a regular file, as /etc/rc.conf"),
        given -> new ImageCatCommand(ImageOptions.of(given), given.argument(1)));
  }

  @Override
  public Results run(Session session) {
    return options.look(
        session,
        image -> {
          ImageFileSystem system = image.fileSystem(options.partition());
          ImageNode node = system.find(ImageOptions.path(path));
          if (node.kind() != ImageNode.Kind.FILE) {
            throw FruixException.failed(
                "`" + path + "' is not a regular file",
                node.kind() == ImageNode.Kind.SYMLINK
                    ? "it leads to " + node.target()
                    : "see `image ls'");
          }
          try (InputStream in = system.open(node)) {
            in.transferTo(session.host().out());
          } catch (IOException e) {
            throw FruixException.failed("cannot write `" + path + "': " + e.getMessage());
          }
          return new Results();
        });
  }
}

package fruix.cli;

import fruix.image.ImageFileSystem;
import fruix.image.ImageNode;
import java.util.List;

/** {@code fruix image ls}. */
record ImageLsCommand(ImageOptions options, String path) implements Action {

  static Definition definition() {
    return new Definition(
        ImageOptions.addTo(new Syntax("Lists a directory of a file system in an image."))
            .argument("PATH", "as / or /etc"),
        given -> new ImageLsCommand(ImageOptions.of(given), given.argument(1)));
  }

  @Override
  public Results run(Session session) {
    return options.look(
        session,
        image -> {
          ImageFileSystem system = image.fileSystem(options.partition());
          ImageNode node = system.find(ImageOptions.path(path));
          List<String> entries =
              node.isDirectory()
                  ? system.children(node).stream()
                      .map(child -> describe(child.name(), child.node()))
                      .sorted()
                      .toList()
                  : List.of(describe(path, node));
          return new Results().add(Key.ENTRY_COUNT, entries.size()).addAll(Key.ENTRIES, entries);
        });
  }

  private static String describe(String name, ImageNode node) {
    String end =
        switch (node.kind()) {
          case DIRECTORY -> "/";
          case SYMLINK -> " -> " + node.target();
          case FILE, SPECIAL -> "";
        };
    return "%s%s %04o %d:%d %d"
        .formatted(
            name,
            end,
            node.attributes().mode(),
            node.attributes().owner().uid(),
            node.attributes().owner().gid(),
            node.size());
  }
}

package fruix.cli;

import fruix.image.disk.ImageParts;
import java.util.ArrayList;
import java.util.List;

/** {@code fruix image inspect}. */
record ImageInspectCommand(ImageOptions options) implements Action {

  static Definition definition() {
    return new Definition(
        ImageOptions.addTo(new Syntax("Tells what an image consists of.")),
        given -> new ImageInspectCommand(ImageOptions.of(given)));
  }

  @Override
  public Results run(Session session) {
    return options.look(session, ImageInspectCommand::describe);
  }

  private static Results describe(ImageParts image) {
    List<String> partitions = new ArrayList<>();
    List<String> systems = new ArrayList<>();
    for (ImageParts.Part part : image.parts()) {
      partitions.add(part.name() + " " + part.type() + " " + part.input().size());
      part.system()
          .ifPresent(
              system ->
                  system
                      .summary()
                      .forEach(
                          (name, value) -> systems.add(part.name() + "." + name + "=" + value)));
    }
    return new Results()
        .add(Key.IMAGE_FORMAT, image.format())
        .add(Key.IMAGE_SIZE, image.image().size())
        .add(Key.PARTITION_COUNT, partitions.size())
        .addAll(Key.PARTITIONS, partitions)
        .addAll(Key.FILE_SYSTEMS, systems);
  }
}

package fruix.cli;

import java.util.List;

/** {@code fruix image verify}. */
record ImageVerifyCommand(ImageOptions options) implements Action {

  static Definition definition() {
    return new Definition(
        ImageOptions.addTo(new Syntax("Checks an image, as fsck does, and changes nothing.")),
        given -> new ImageVerifyCommand(ImageOptions.of(given)));
  }

  @Override
  public Results run(Session session) {
    return options.look(
        session,
        image -> {
          List<String> faults =
              options
                  .partition()
                  .map(name -> image.fileSystem(options.partition()).verify())
                  .orElseGet(image::verify);
          Results results =
              new Results().add(Key.FAULT_COUNT, faults.size()).addAll(Key.FAULTS, faults);
          return faults.isEmpty() ? results : results.failed();
        });
  }
}

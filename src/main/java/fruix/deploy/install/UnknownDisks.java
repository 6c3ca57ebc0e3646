package fruix.deploy.install;

import fruix.diag.FruixException;
import java.nio.file.Path;
import java.util.List;

/** Raw files can be installed on anywhere. */
final class UnknownDisks implements Disks {

  @Override
  public Disk at(Path file) {
    throw unknown();
  }

  @Override
  public Device device(Path file) {
    throw unknown();
  }

  @Override
  public List<Path> labelled(String label) {
    throw unknown();
  }

  @Override
  public List<Path> withSerial(String serial) {
    throw unknown();
  }

  @Override
  public List<String> uses(Path file) {
    return List.of();
  }

  private static FruixException unknown() {
    return FruixException.failed(
        "Fruix does not know the disks of this system", "install to a file, and copy that");
  }
}

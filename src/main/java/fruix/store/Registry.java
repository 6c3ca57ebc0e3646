package fruix.store;

import fruix.diag.FruixException;
import fruix.io.Durable;
import fruix.io.Parallel;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The registrations and manifests on the disk: one text file each. */
final class Registry {
  private final StoreLayout layout;

  Registry(StoreLayout layout) {
    this.layout = layout;
  }

  boolean isRegistered(StorePath path) {
    return Files.exists(layout.registration(path));
  }

  Optional<Registration> find(StorePath path) {
    Path file = layout.registration(path);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FruixException.io("read the registration", file, e);
    }
    Registration registration = RegistrationText.read(file.toString(), text);
    if (!registration.path().equals(path)) {
      throw FruixException.failed(file + " is the registration of " + registration.path());
    }
    return Optional.of(registration);
  }

  /** The registration of PATH; a FruixException when it is not a valid item. */
  Registration require(StorePath path) {
    return find(path)
        .orElseThrow(() -> FruixException.failed("`" + path + "' is not a valid store item"));
  }

  byte[] manifestText(StorePath path) {
    Path file = layout.manifest(path);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw FruixException.io("read the manifest", file, e);
    }
  }

  Manifest manifest(StorePath path) {
    return ManifestReader.read(layout.manifest(path).toString(), manifestText(path));
  }

  /** Makes the item valid: its manifest first, its registration last. */
  void register(Registration registration, byte[] manifest) throws IOException {
    Path manifestFile = layout.manifest(registration.path());
    Durable.replace(manifestFile, StoreLayout.draft(manifestFile), manifest);
    Path file = layout.registration(registration.path());
    byte[] text = RegistrationText.write(registration).getBytes(StandardCharsets.UTF_8);
    Durable.replace(file, StoreLayout.draft(file), text);
  }

  /** All registered paths, sorted; none when there is no store yet. */
  List<StorePath> all() {
    List<StorePath> paths = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.items())) {
      for (Path file : files) {
        StorePath.ofBasename(String.valueOf(file.getFileName())).ifPresent(paths::add);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw FruixException.io("list the registrations in", layout.items(), e);
    }
    paths.sort(null);
    return paths;
  }

  /** All registrations. */
  SortedMap<StorePath, Registration> readAll() throws IOException, InterruptedException {
    Map<StorePath, Registration> items = new ConcurrentHashMap<>();
    Parallel.forEach(
        all(), path -> find(path).ifPresent(registration -> items.put(path, registration)));
    return new TreeMap<>(items);
  }

  /** PATHS and all that they reach by references, with their registrations, sorted by path. */
  SortedMap<StorePath, Registration> closure(Collection<StorePath> paths) {
    SortedMap<StorePath, Registration> seen = new TreeMap<>();
    Deque<StorePath> queue = new ArrayDeque<>(paths);
    while (!queue.isEmpty()) {
      StorePath path = queue.remove();
      if (!seen.containsKey(path)) {
        Registration registration = require(path);
        seen.put(path, registration);
        queue.addAll(registration.references());
      }
    }
    return seen;
  }
}

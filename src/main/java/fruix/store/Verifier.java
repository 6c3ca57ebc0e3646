package fruix.store;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.HostWalk;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Compares items on the disk, byte for byte, with what the store knows of them. */
public final class Verifier {
  private final Store store;
  private final Registry registry;
  private final StoreLayout layout;

  public Verifier(Store store) {
    this.store = store;
    this.registry = store.registry();
    this.layout = store.layout();
  }

  /** Everything that is wrong with ITEMS, in their order; a FruixException if one is not valid. */
  public List<Problem> verify(Collection<StorePath> items) {
    List<Problem> problems = new ArrayList<>();
    for (StorePath item : items) {
      if (!registry.isRegistered(item)) {
        registry.require(item);
      }
      problems.addAll(verify(item));
    }
    return problems;
  }

  /** Everything that is wrong with any item. */
  public List<Problem> verifyAll() {
    return verify(store.items());
  }

  /** Everything that is wrong with the registered item PATH; none when it is sound. */
  public List<Problem> verify(StorePath path) {
    List<String> found = new ArrayList<>();
    try {
      Registration registration = registry.require(path);
      checkReferences(registration, found);
      byte[] text = registry.manifestText(path);
      if (!Sha256.of(text).equals(registration.contentHash())) {
        found.add("its manifest does not have the registered content hash");
      } else {
        Manifest manifest = ManifestReader.read(layout.manifest(path).toString(), text);
        if (Construction.size(manifest) != registration.size()) {
          found.add("its registered size is not that of its manifest");
        }
        found.addAll(compare(path, manifest));
      }
    } catch (FruixException e) {
      e.diagnostics().forEach(diagnostic -> found.add(diagnostic.message()));
    }
    return found.stream().map(what -> new Problem(path, what)).toList();
  }

  private void checkReferences(Registration registration, List<String> found) {
    for (StorePath reference : registration.references()) {
      if (!registry.isRegistered(reference)) {
        found.add("it refers to " + reference + ", which is not a valid store item");
      }
    }
  }

  private List<String> compare(StorePath path, Manifest manifest) {
    if (!Files.exists(layout.item(path), LinkOption.NOFOLLOW_LINKS)) {
      return List.of("it is missing");
    }
    TreeCheck check = new TreeCheck(manifest, store.physicalAttributes());
    try {
      HostWalk.run(layout.item(path), any -> true, check);
      check.checkFlags(layout.item(path), FileFlags::read);
    } catch (IOException e) {
      check.report("it cannot be read: " + e);
      return check.problems();
    } catch (InterruptedException e) {
      throw Store.interrupted(e);
    }
    check.reportMissing();
    return check.problems();
  }
}

package fruix.deploy;

import fruix.diag.FruixException;
import fruix.image.disk.BiosBoot;
import fruix.io.RelativePath;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds what a BIOS starts a closure with. */
public final class BiosPrograms {
  private static final RelativePath MASTER = new RelativePath("boot/pmbr");
  private static final RelativePath PROGRAM = new RelativePath("boot/gptboot");

  /** Gptboot starts it; it is in the root file system. */
  private static final RelativePath LOADER = new RelativePath("boot/loader");

  private final Store store;
  private final StorePath closure;
  private final ClosureFiles files;

  private BiosPrograms(Store store, StorePath closure) {
    this.store = store;
    this.closure = closure;
    this.files = new ClosureFiles(store, closure, SystemClosure.requisites(store, closure));
  }

  /** The programs of CLOSURE; an error if one is missing. */
  public static BiosBoot of(Store store, StorePath closure) {
    BiosPrograms programs = new BiosPrograms(store, closure);
    programs.file(LOADER);
    return new BiosBoot(bytes(programs.file(MASTER)), bytes(programs.file(PROGRAM)));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }

  private Path file(RelativePath path) {
    ClosureFiles.Found found =
        files
            .find(path)
            .orElseThrow(
                () ->
                    FruixException.failed(
                        closure + " has no " + path + ", without which no BIOS boots it",
                        "take a bootloader that has it, or leave --bios out"));
    return found.place().path().under(store.physical(found.place().item()));
  }
}

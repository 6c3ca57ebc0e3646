package fruix.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.Input;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.diag.FruixException;
import fruix.event.EventSink;
import fruix.hash.Sha256;
import fruix.image.FileInput;
import fruix.image.disk.DiskFormat;
import fruix.image.disk.ImageParts;
import fruix.image.gpt.GptReader;
import fruix.image.gpt.Partition;
import fruix.image.gpt.PartitionTypes;
import fruix.image.ufs.UfsReader;
import fruix.io.RelativePath;
import fruix.sexp.SexpReader;
import fruix.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiskImageBuilderTest {
  private static final String SPECIFICATION =
      "#mtree\\n. type=dir uid=0 gid=0 mode=0755\\n"
          + "./boot type=dir uid=0 gid=0 mode=0755 contents=boot\\n";

  private static final Path GOLDEN = Path.of("tests/golden/system-image.sha256");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  private static Derivation derivation(String builder, String parameters, Input... inputs) {
    return new Derivation("t", builder, "1", SexpReader.readAll("p", parameters), List.of(inputs));
  }

  private static Derivation closure(String loader) {
    return derivation(
        "write-files",
        """
        (file "%s" "0444" 0 0 "MZ")
        (file "boot/loader.conf" "0444" 0 0 "autoboot_delay=2")
        (file "metadata/rootfs.mtree" "0444" 0 0 "%s")
        """
            .formatted(loader, SPECIFICATION));
  }

  private static Derivation image(Derivation closure, String more) {
    return derivation("disk-image", "(closure \"" + closure.path() + "\") " + more, closure);
  }

  private Path build(String name, Derivation image) {
    return build(name, image, DiskFormat.RAW);
  }

  private Path build(String name, Derivation image, DiskFormat format) {
    try (Store store =
        Store.open(
            dir.resolve(name),
            false,
            InstantSource.fixed(Instant.ofEpochSecond(1)),
            EventSink.SILENT)) {
      new Realiser(
              store,
              Builders.standard(Map.of(), new DiskImageBuilder()),
              EventSink.SILENT,
              RealiserOptions.of(2))
          .realise(List.of(image));
      // What is compressed cannot be scanned for references, and needs none: it is whole in itself.
      boolean legible = format != DiskFormat.QCOW2_COMPRESSED && format != DiskFormat.VMDK_STREAM;
      assertEquals(
          legible ? List.of(image.inputs().get(0).path()) : List.of(),
          store.registration(image.path()).references());
      return DiskImageBuilder.image(format).under(store.physical(image.path()));
    }
  }

  @Test
  void theImageHoldsTheClosureAsAStore() throws IOException {
    Derivation closure = closure("boot/loader.efi");
    Path built = build("store", image(closure, "(root-size 50331648) (format raw)"));
    try (FileInput disk = FileInput.open(built)) {
      UfsReader root = UfsReader.open(GptReader.contents(disk, GptReader.read(disk).get(1)));
      assertEquals(List.of(), root.verify());
      assertEquals(
          closure.path().toString(), root.find(new RelativePath("run/current-system")).target());
      String conf = closure.path().toString().substring(1) + "/boot/loader.conf";
      assertEquals(
          "autoboot_delay=2",
          new String(
              root.open(root.find(new RelativePath(conf))).readAllBytes(), StandardCharsets.UTF_8));
      root.find(new RelativePath("frx/var/fruix/items/" + closure.path().basename()));
    }
  }

  @Test
  void sameImageFromTwoStores() throws IOException {
    Derivation image = image(closure("boot/loader.efi"), "(disk-capacity 104857600)");
    assertEquals(-1, Files.mismatch(build("one", image), build("two", image)));
  }

  /** Whatever the format: the disk in it is the one that was asked for, at a size it can have. */
  @ParameterizedTest
  @EnumSource(DiskFormat.class)
  void everyFormatHoldsTheDisk(DiskFormat format) {
    String parameters = "(disk-capacity 104858112) (format " + format.text() + ")";
    Path built = build("store", image(closure("boot/loader.efi"), parameters), format);
    try (FileInput file = FileInput.open(built)) {
      ImageParts parts = ImageParts.of(file);
      assertEquals(List.of(), parts.verify());
      assertEquals(format.capacity(104858112), parts.image().size());
      parts.fileSystem(Optional.of("fruix-root")).find(new RelativePath("run/current-system"));
    }
  }

  @Test
  void aBiosFindsItsPrograms() {
    Derivation closure =
        derivation(
            "write-files",
            """
            (file "boot/loader.efi" "0444" 0 0 "MZ")
            (file "boot/loader" "0444" 0 0 "loader")
            (file "boot/pmbr" "0444" 0 0 "%s")
            (file "boot/gptboot" "0444" 0 0 "gptboot")
            (file "metadata/rootfs.mtree" "0444" 0 0 "%s")
            """
                .formatted("p".repeat(512), SPECIFICATION));
    Path built = build("store", image(closure, "(root-size 50331648) (firmware uefi+bios)"));
    try (FileInput disk = FileInput.open(built)) {
      Partition boot = GptReader.read(disk).get(1);
      assertEquals(PartitionTypes.FREEBSD_BOOT, boot.type());
      assertEquals("gptboot\0", text(disk, boot.offset(), 8));
      assertEquals("p".repeat(440) + "\0", text(disk, 0, 441));
      assertEquals(List.of(), GptReader.verify(disk));
    }
  }

  private static String text(FileInput disk, long position, int length) {
    return StandardCharsets.ISO_8859_1.decode(disk.read(position, length)).toString();
  }

  /**
   * The image of a small system is the same on every machine, for every user and with every JDK.
   * Where it changes on purpose, {@code ACCEPT=1} writes the new hash, and the builder gets a new
   * version.
   */
  @Test
  void theImageOfASmallSystemIsTheSameEverywhere() throws IOException {
    Derivation closure =
        derivation(
            "write-files",
            """
            (file "boot/loader.efi" "0444" 0 0 "MZ")
            (file "etc/group" "0640" 0 5 "wheel:*:0:\\n")
            (file "profile/bin/su" "4555" 0 0 "su")
            (hardlink "etc/again" "etc/group")
            (symlink "profile/sbin" "bin")
            (file "metadata/rootfs.mtree" "0444" 0 0 "%s")
            """
                .formatted(SPECIFICATION));
    Path disk = build("golden", image(closure, "(root-size 50331648) (swap-size 1048576)"));
    String hash = Sha256.of(Files.readAllBytes(disk)).hex() + "\n";
    if ("1".equals(System.getenv("ACCEPT"))) {
      Files.writeString(GOLDEN, hash);
    }
    assertEquals(Files.readString(GOLDEN), hash);
  }

  @Test
  void refusesWhatItCannotDo() {
    Derivation closure = closure("boot/loader.efi");
    assertTrue(failure(image(closure, "(root-size 1000)")).contains("whole sectors of 512"));
    assertTrue(failure(image(closure, "(root-size 131072)")).contains("too small by"));
    assertTrue(failure(image(closure, "(format vdi)")).contains("not one of raw, qcow2"));
    assertTrue(failure(image(closure, "(firmware bios)")).contains("not one of uefi, uefi+bios"));
    assertTrue(failure(image(closure, "(firmware uefi+bios)")).contains("has no boot/loader,"));
    assertTrue(failure(image(closure, "(colour 1)")).contains("no such parameter"));
    assertTrue(failure(derivation("disk-image", "(format raw)")).contains("(closure ITEM)"));
    assertTrue(failure(image(closure("boot/none"), "")).contains("has no boot/loader.efi"));
  }

  private String failure(Derivation image) {
    FruixException e = assertThrows(FruixException.class, () -> build("refused", image));
    assertEquals(4, e.exitCode().status());
    return e.getMessage();
  }
}

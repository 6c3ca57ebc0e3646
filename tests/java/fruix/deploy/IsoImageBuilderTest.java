package fruix.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.build.Derivation;
import fruix.diag.FruixException;
import fruix.image.FileInput;
import fruix.image.ImageFileSystem;
import fruix.image.ImageNode;
import fruix.image.disk.ImageParts;
import fruix.io.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disc that starts a small system in memory, as firmware, loader and kernel find it. */
final class IsoImageBuilderTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @SuppressWarnings("NullAway.Init")
  private SampleMedia media;

  @BeforeEach
  void open() {
    media = new SampleMedia(dir.resolve("store"));
  }

  @AfterEach
  void close() {
    media.close();
  }

  private static Derivation iso(Derivation closure, String more) {
    return SampleMedia.medium("iso-image", closure, "(label \"FRUIX_TEST\") " + more);
  }

  private static String text(ImageFileSystem system, String path) throws IOException {
    return new String(bytes(system, path), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ImageFileSystem system, String path) throws IOException {
    try (InputStream in = system.open(system.find(new RelativePath(path)))) {
      return in.readAllBytes();
    }
  }

  @Test
  void firmwareLoaderAndKernelFindWhatTheyStart() throws IOException {
    Derivation closure = media.closure();
    Path built = media.build(iso(closure, ""));
    try (FileInput file = FileInput.open(built.resolve("image.iso"))) {
      ImageParts parts = ImageParts.of(file);
      assertEquals(List.of(), parts.verify());
      ImageFileSystem disc = parts.fileSystem(Optional.empty());
      assertEquals("FRUIX_TEST", disc.summary().get("label"));
      assertEquals("efi", disc.summary().get("el_torito"));
      assertEquals("autoboot_delay=2", text(disc, "boot/loader.conf"));
      for (String image : List.of("efi.img", "root.img")) {
        assertEquals(-1, mismatch(built.resolve(image), bytes(disc, "boot/" + image)), image);
      }
    }
    try (FileInput file = FileInput.open(built.resolve("efi.img"))) {
      ImageParts parts = ImageParts.of(file);
      assertEquals(List.of(), parts.verify());
      assertEquals("MZ", text(parts.fileSystem(Optional.empty()), "EFI/BOOT/BOOTX64.EFI"));
    }
    try (FileInput file = FileInput.open(built.resolve("root.img"))) {
      ImageParts parts = ImageParts.of(file);
      assertEquals(List.of(), parts.verify());
      ImageFileSystem root = parts.fileSystem(Optional.empty());
      ImageNode system = root.find(new RelativePath("run/current-system"));
      assertEquals(closure.path().toString(), system.target());
      assertEquals("sh", text(root, media.runtime().path().toString().substring(1) + "/bin/sh"));
      assertEquals("wheel:*:0:\n", text(root, "etc/group"));
    }
  }

  private static int mismatch(Path file, byte[] bytes) throws IOException {
    return Arrays.mismatch(Files.readAllBytes(file), bytes);
  }

  @Test
  void theDiscHoldsWhatElseIsAskedFor() throws IOException {
    Derivation closure = media.closure();
    String runtime = media.runtime().path().toString();
    Derivation medium =
        SampleMedia.medium(
            "iso-image",
            closure,
            "(label \"FRUIX_TEST\") (copy \"tools\" \"%s/bin\") (store \"%s\")"
                .formatted(runtime, closure.path()),
            media.runtime());
    try (FileInput file = FileInput.open(media.build(medium).resolve("image.iso"))) {
      ImageParts parts = ImageParts.of(file);
      assertEquals(List.of(), parts.verify());
      ImageFileSystem disc = parts.fileSystem(Optional.empty());
      assertEquals("sh", text(disc, "tools/sh"));
      assertEquals("sh", text(disc, runtime.substring(1) + "/bin/sh"));
      ImageNode profile =
          disc.find(new RelativePath(closure.path().toString().substring(1) + "/profile"));
      assertEquals(runtime, profile.target());
    }
  }

  @Test
  void sameDiscFromTwoStores() throws IOException {
    Derivation iso = iso(media.closure(), "");
    Path one = media.build(iso).resolve("image.iso");
    try (SampleMedia other = new SampleMedia(dir.resolve("other"))) {
      assertEquals(-1, Files.mismatch(one, other.build(iso).resolve("image.iso")));
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    Derivation closure = media.closure();
    assertTrue(
        failure(SampleMedia.medium("iso-image", closure, ""))
            .contains("iso-image: (label LABEL) is missing"));
    assertTrue(
        failure(SampleMedia.medium("iso-image", closure, "(label \"lower case\")"))
            .contains("lower case"));
    assertTrue(failure(iso(closure, "(colour 1)")).contains("no such parameter"));
    assertTrue(failure(iso(media.closureWithoutLoader(), "")).contains("has no boot/loader.efi"));
  }

  private String failure(Derivation iso) {
    FruixException e = assertThrows(FruixException.class, () -> media.build(iso));
    assertEquals(4, e.exitCode().status());
    return e.getMessage();
  }
}

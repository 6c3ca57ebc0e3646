package fruix.store;

import static fruix.store.StoreFixture.bytes;
import static fruix.store.StoreFixture.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fruix.diag.FruixException;
import fruix.mtree.Attributes;
import fruix.mtree.Owner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportTest {
  private StoreFixture from;
  private StoreFixture to;
  private StorePath library;
  private StorePath program;

  @BeforeEach
  void open(@TempDir Path root) {
    from = new StoreFixture(root.resolve("from"));
    to = new StoreFixture(root.resolve("to"));
    library =
        from.realise(
                "library",
                List.of(),
                out -> {
                  Attributes setUid = new Attributes(04755, new Owner(3, 4), "schg");
                  out.file(path("lib/a"), setUid, bytes("a"));
                  out.hardlink(path("lib/b"), path("lib/a"));
                  out.file(path("lib/c"), Attributes.FILE, new byte[300_000]);
                  out.symlink(path("l"), Attributes.SYMLINK, "lib/");
                })
            .path();
    program = from.text("program", "uses", library).path();
  }

  @AfterEach
  void close() {
    from.close();
    to.close();
  }

  private byte[] export() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ExportWriter(from.store).write(List.of(program), out);
    return out.toByteArray();
  }

  private List<StorePath> load(byte[] bytes) {
    return new ExportReader(to.store).read(new ByteArrayInputStream(bytes));
  }

  @Test
  void aClosureArrivesWhole() {
    byte[] stream = export();
    assertEquals(List.of(library, program), load(stream));
    assertEquals(from.store.registration(program), to.store.registration(program));
    assertEquals(from.store.manifest(library), to.store.manifest(library));
    assertEquals(List.of(), new Verifier(to.store).verifyAll());
    assertEquals(List.of(library, program), load(stream));
    assertEquals(2, to.names().size());
  }

  @Test
  void anyFlippedBitIsRefusedAndNothingIsLeft() {
    byte[] good = export();
    for (int i = 0; i < good.length; i += i < 3000 || i > good.length - 500 ? 61 : 29_989) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      assertThrows(FruixException.class, () -> load(bad), "byte " + i);
      assertEquals(List.of(), to.names(), "byte " + i);
      assertEquals(List.of(), to.store.items(), "byte " + i);
    }
  }

  @Test
  void aCutStreamIsRefusedAndNothingIsLeft() {
    byte[] good = export();
    for (int length = 0; length < good.length; length += length < 3000 ? 101 : 60_013) {
      byte[] bad = Arrays.copyOf(good, length);
      assertThrows(FruixException.class, () -> load(bad), "length " + length);
      assertEquals(List.of(), to.names(), "length " + length);
    }
  }

  @Test
  void aStreamWhoseReferencesAreNowhereIsRefused() throws IOException {
    ByteArrayOutputStream alone = new ByteArrayOutputStream();
    StorePath lonely = from.text("lonely", "x").path();
    Path registration = from.state("items/" + lonely.basename());
    String text = java.nio.file.Files.readString(registration);
    new ExportWriter(from.store).write(List.of(lonely), alone);
    load(alone.toByteArray());
    // A registration that claims more than the store has cannot even be exported.
    java.nio.file.Files.writeString(
        registration, text.replace("References:", "References: " + StoreFixture.pathOf("gone")));
    assertThrows(
        FruixException.class,
        () -> new ExportWriter(from.store).write(List.of(lonely), new ByteArrayOutputStream()));
  }

  @Test
  void damagedItemsAreNotExported() throws IOException {
    StoreFixture.tamper(from.store.physical(library).resolve("lib/a"), bytes("b"));
    assertThrows(FruixException.class, this::export);
  }
}

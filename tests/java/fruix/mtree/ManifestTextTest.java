package fruix.mtree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestTextTest {
  private static final Sha256 EMPTY = Sha256.of(new byte[0]);
  private static final String HEX = EMPTY.hex();

  private static RelativePath path(String text) {
    return new RelativePath(text);
  }

  private static Manifest sample() {
    Attributes setUid = new Attributes(04555, new Owner(0, 5), "schg,uarch");
    return Manifest.of(
        List.of(
            new Entry.File(path("b/two"), Attributes.FILE, 0, EMPTY, 7),
            new Entry.Symlink(path("l"), Attributes.SYMLINK, "a b\\#é*"),
            new Entry.Directory(path("b"), new Attributes(01777, Owner.ROOT, "")),
            new Entry.File(path("b/one"), Attributes.FILE, 0, EMPTY, 7),
            new Entry.File(path("b-"), setUid, 0, EMPTY, 0),
            new Entry.Directory(RelativePath.ROOT, Attributes.DIRECTORY)));
  }

  private static final String TEXT =
      """
      #mtree
      . type=dir uid=0 gid=0 mode=0555
      ./b type=dir uid=0 gid=0 mode=01777
      ./b/one type=file uid=0 gid=0 mode=0444 size=0 sha256digest=HEX nlink=2 tags=hardlink-1
      ./b/two type=file uid=0 gid=0 mode=0444 size=0 sha256digest=HEX nlink=2 tags=hardlink-1
      ./b- type=file uid=0 gid=5 mode=04555 size=0 sha256digest=HEX flags=schg,uarch
      ./l type=link uid=0 gid=0 mode=0755 link=a\\040b\\134\\043\\303\\251\\052
      """
          .replace("HEX", HEX);

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void writesAndReadsOneForm() {
    assertEquals(TEXT, new String(ManifestWriter.toBytes(sample()), StandardCharsets.US_ASCII));
    assertEquals(sample(), ManifestReader.read("m", ascii(TEXT)));
    assertEquals(Sha256.of(ascii(TEXT)), ManifestWriter.contentHash(sample()));
  }

  @Test
  void theOrderOfComingDoesNotMatter() {
    List<Entry> entries = new ArrayList<>(sample().entries());
    Collections.reverse(entries);
    assertArrayEquals(ascii(TEXT), ManifestWriter.toBytes(Manifest.of(entries)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#mtree",
        "#mtree\n",
        "#mtree\n. type=dir uid=0 gid=0 mode=0555",
        "#mtree\n./a type=dir uid=0 gid=0 mode=0555\n",
        "#mtree\n. type=dir uid=0 gid=0 mode=0555\n./../a type=dir uid=0 gid=0 mode=0555\n",
        "#mtree\n. type=dir uid=0 gid=0 mode=0555\n./a/b type=link uid=0 gid=0 mode=0755 link=x\n",
        "#mtree\n. type=dir uid=0 gid=0 mode=555\n",
        "#mtree\n. type=dir uid=0 gid=0 mode=0555 time=1\n",
        "#mtree\n. type=dir uid=-1 gid=0 mode=0555\n",
        "#mtree\n. type=dir uid=0 gid=0 mode=0555 mode=0555\n",
        "#mtree\n. type=fifo uid=0 gid=0 mode=0555\n",
        "#mtree\n. type=link uid=0 gid=0 mode=0755 link=\n",
        "#mtree\n. type=link uid=0 gid=0 mode=0755 link=\\141\n",
        "#mtree\n. type=link uid=0 gid=0 mode=0755 link=\\400\n",
        "#mtree\n. type=link uid=0 gid=0 mode=0755 link=\\303\n",
        "#mtree\n. type=link uid=0 gid=0 mode=0755 link=a\\04\n",
        "#mtree\n. type=file uid=0 gid=0 mode=0444 size=0 sha256digest=00\n",
        "#mtree\n. type=dir uid=0 gid=0 mode=0555\n. type=dir uid=0 gid=0 mode=0555\n",
        "#mtree\n\n. type=dir uid=0 gid=0 mode=0555\n",
      })
  void refusesWhatItWouldNotWrite(String text) {
    FruixException e =
        assertThrows(FruixException.class, () -> ManifestReader.read("m", ascii(text)));
    assertTrue(String.valueOf(e.diagnostics().get(0).location()).startsWith("m"));
  }

  @Test
  void refusesALinkGroupOfOne() {
    String line = " type=file uid=0 gid=0 mode=0444 size=0 sha256digest=" + HEX;
    assertThrows(
        FruixException.class,
        () -> ManifestReader.read("m", ascii("#mtree\n." + line + " nlink=1 tags=hardlink-1\n")));
  }

  @Test
  void tellsEachDifference() {
    List<Entry> entries = new ArrayList<>(sample().entries());
    entries.removeIf(entry -> entry.path().value().equals("l"));
    entries.replaceAll(
        entry ->
            entry.path().value().equals("b-")
                ? new Entry.File(entry.path(), Attributes.FILE, 1, Sha256.of(new byte[1]), 0)
                : entry);
    entries.add(new Entry.Symlink(path("n"), Attributes.SYMLINK, "x"));
    List<Change> changes = ManifestDiff.between(sample(), Manifest.of(entries));
    assertEquals(
        List.of("b-", "l", "n"), changes.stream().map(change -> change.path().value()).toList());
    assertEquals(
        List.of(
            "mode 4555 -> 0444",
            "gid 5 -> 0",
            "flags schg,uarch -> none",
            "size 0 -> 1",
            "sha256 " + HEX + " -> " + Sha256.of(new byte[1]).hex()),
        changes.get(0) instanceof Change.Changed changed ? changed.details() : List.of());
    assertTrue(changes.get(1) instanceof Change.Removed);
    assertTrue(changes.get(2) instanceof Change.Added);
    assertEquals(List.of(), ManifestDiff.between(sample(), sample()));
  }
}

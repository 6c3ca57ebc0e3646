package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.mtree.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnionBuilderTest {
  private Workshop shop;

  @BeforeEach
  void open(@TempDir Path root) {
    shop = new Workshop(root);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static Derivation union(String parameters, Derivation... inputs) {
    StringBuilder all = new StringBuilder(parameters);
    for (Derivation input : inputs) {
      all.append("(input \"").append(input.path()).append("\")");
    }
    return Workshop.derivation("profile", "union", all.toString(), inputs);
  }

  /** The links of BUILT as {@code path -> target}, with the names of items for their paths. */
  private String links(Derivation built) {
    return shop.store.manifest(built.path()).entries().stream()
        .map(
            entry ->
                entry instanceof Entry.Symlink link
                    ? link.path()
                        + " -> "
                        + link.target().replaceAll("/frx/store/[0-9a-f]{40}-", "")
                    : entry.path() + "/")
        .collect(Collectors.joining("\n"));
  }

  private static final Derivation A =
      Workshop.files(
          "a",
          """
          (directory "usr" "0750" 1 2)
          (file "usr/bin/x" "0555" 0 0 "x")
          (file "usr/lib/libx.so.1" "0444" 0 0 "lib")
          (symlink "usr/lib/libx.so" "libx.so.1")
          (symlink "tmp" "/var/tmp")
          """);
  private static final Derivation B =
      Workshop.files(
          "b", "(file \"usr/bin/y\" \"04555\" 0 0 \"y\") (file \"etc/y/conf\" \"0444\" 0 0 \"\")");

  @Test
  void linksWhatOneHasAndMergesWhatSeveralHave() {
    Derivation built = union("", A, B);
    shop.build(built);
    assertEquals(
        """
        /
        etc -> b/etc
        tmp -> /var/tmp
        usr/
        usr/bin/
        usr/bin/x -> a/usr/bin/x
        usr/bin/y -> b/usr/bin/y
        usr/lib -> a/usr/lib\
        """,
        links(built));
    assertEquals(0750, shop.entry(built, "usr").attributes().mode());
    assertEquals(
        2, shop.store.registration(built.path()).references().size(), "references to both inputs");
  }

  @Test
  void copiesInsteadOfLinking() throws IOException {
    Derivation hard =
        Workshop.files("h", "(file \"h/1\" \"0444\" 0 0 \"h\") (hardlink \"h/2\" \"h/1\")");
    Derivation built = union("(mode copy)", A, B, hard);
    String manifest = shop.build(built);
    assertEquals("y", shop.text(built, "usr/bin/y"));
    assertEquals(04555, shop.entry(built, "usr/bin/y").attributes().mode());
    assertTrue(
        manifest.contains("./usr/lib/libx.so type=link uid=0 gid=0 mode=0755 link=libx.so.1"));
    assertTrue(manifest.contains("nlink=2 tags=hardlink-1"), manifest);
    assertFalse(Files.isSymbolicLink(shop.physical(built, "etc")));
  }

  @Test
  void looksThroughLinksOfOtherUnions() {
    Derivation inner = union("", A, B);
    Derivation more = Workshop.files("m", "(file \"usr/lib/m\" \"0444\" 0 0 \"\")");
    Derivation outer = union("", inner, more);
    shop.build(outer);
    assertTrue(links(outer).contains("usr/lib/libx.so.1 -> a/usr/lib/libx.so.1\n"), links(outer));
    assertTrue(links(outer).contains("usr/lib/m -> m/usr/lib/m"), links(outer));
    assertTrue(links(outer).contains("etc -> b/etc\n"), links(outer));
  }

  @Test
  void takesPartsOfItems() {
    Derivation built =
        Workshop.derivation("p", "union", "(input \"%s/usr\")".formatted(A.path()), A);
    shop.build(built);
    assertEquals("/\nbin -> a/usr/bin\nlib -> a/usr/lib", links(built));
  }

  private static Derivation one(String name, String mode, String text) {
    return Workshop.files(name, "(file \"bin/x\" \"" + mode + "\" 0 0 \"" + text + "\")");
  }

  @Test
  void sameContentsAreNoConflict() {
    Derivation built = union("", one("a", "0555", "x"), one("b", "0555", "x"));
    shop.build(built);
    assertEquals("/\nbin/\nbin/x -> a/bin/x", links(built));
  }

  @Test
  void conflictsAreListedWithBothItems() {
    Derivation a = one("a", "0555", "x");
    Derivation b = one("b", "0755", "x");
    Derivation c = Workshop.files("c", "(directory \"bin/x\" \"0555\" 0 0)");
    FruixException e = shop.failure(union("", a, b, c));
    assertTrue(
        e.getMessage().contains("`bin/x' is in " + a.path() + " and in " + b.path()),
        e.getMessage());
    assertTrue(
        e.getMessage().contains("`bin/x' is in " + a.path() + " and in " + c.path()),
        e.getMessage());
  }

  @Test
  void firstWinsWithAWarningInTheLog() throws IOException {
    Derivation a = one("a", "0555", "x");
    Derivation b = one("b", "0555", "y");
    Derivation built = union("(conflicts first-wins)", b, a);
    shop.build(built);
    assertEquals("/\nbin/\nbin/x -> b/bin/x", links(built));
    String log =
        Files.readString(
            shop.root.resolve("frx/var/fruix/log/" + built.path().basename() + ".log"));
    assertTrue(log.contains("warning: `bin/x' is in " + b.path()), log);
  }

  @Test
  void replacedItemsDoNotConflict() {
    Derivation nativeOne = one("native", "0555", "n");
    Derivation host = one("host", "0555", "h");
    Derivation other = one("other", "0555", "o");
    String replace = "(replace \"%s\" \"%s\")".formatted(nativeOne.path(), host.path());
    Derivation built = union(replace, nativeOne, host);
    shop.build(built);
    assertEquals("/\nbin/\nbin/x -> native/bin/x", links(built));
    String message = shop.failure(union(replace, nativeOne, host, other)).getMessage();
    assertTrue(message.contains(" and in " + other.path()), message);
    assertFalse(message.contains(" and in " + host.path()), message);
  }

  @Test
  void refusesInputsThatAreNoDirectory() {
    Derivation file = Workshop.files("f", "(file \"\" \"0444\" 0 0 \"\")");
    assertTrue(
        shop.failure(union("", file)).getMessage().contains(file.path() + " is not a directory"));
    assertTrue(shop.failure(union("", A, A)).getMessage().contains("is given twice"));
    assertTrue(
        shop.failure(union("(conflicts warn)", A))
            .getMessage()
            .contains("`warn' is not one of error, first-wins"));
  }
}

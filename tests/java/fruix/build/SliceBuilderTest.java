package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SliceBuilderTest {
  private static final Derivation BASE =
      Workshop.files(
          "base",
          """
          (directory "boot" "0700" 0 0)
          (directory "usr" "0711" 5 6)
          (file "boot/loader.efi" "0555" 0 0 "efi")
          (file "usr/bin/su" "04555" 0 0 "su" "schg")
          (hardlink "usr/bin/sudo" "usr/bin/su")
          (file "usr/lib/a.a" "0444" 0 0 "a")
          (file "usr/lib/a.so" "0444" 0 0 "a")
          """);

  private Workshop shop;

  @BeforeEach
  void open(@TempDir Path root) {
    shop = new Workshop(root);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static Derivation slice(String from, String rules) {
    return Workshop.derivation("s", "slice", "(from \"" + BASE.path() + from + "\")" + rules, BASE);
  }

  private String paths(Derivation built) {
    shop.build(built);
    return shop.store.manifest(built.path()).entries().stream()
        .map(entry -> entry.path().value())
        .collect(Collectors.joining(" "))
        .strip();
  }

  @Test
  void takesWhatTheRulesTakeWithItsDirectories() {
    Derivation built = slice("", "(include \"usr\") (exclude \"**/*.a\" \"usr/bin/su\")");
    assertEquals("usr usr/bin usr/bin/sudo usr/lib usr/lib/a.so", paths(built));
    assertEquals(0711, shop.entry(built, "usr").attributes().mode());
    assertEquals("schg", shop.entry(built, "usr/bin/sudo").attributes().flags());
    assertTrue(!shop.manifest(built).contains("hardlink"), "one name of the file is left");
  }

  @Test
  void keepsHardLinksAndMovesToAnotherPlace() {
    Derivation built = slice("/usr", "(require \"bin/s*\") (at \"opt/x\")");
    assertEquals("opt opt/x opt/x/bin opt/x/bin/su opt/x/bin/sudo", paths(built));
    assertEquals(5, shop.entry(built, "opt/x").attributes().owner().uid());
    assertTrue(shop.manifest(built).contains("nlink=2 tags=hardlink-1"));
  }

  @Test
  void withoutRulesTakesAll() {
    assertEquals("loader.efi", paths(slice("/boot", "")));
  }

  @Test
  void namesEverythingThatIsMissing() {
    String message =
        shop.failure(slice("", "(require \"bin/sh\" \"usr/bin/su/\" \"boot/*.efi\" \"lib/*\")"))
            .getMessage();
    assertTrue(
        message.contains("slice: missing from " + BASE.path() + ": bin/sh, usr/bin/su/, lib/*"),
        message);
  }

  @Test
  void refusesParameters() {
    assertTrue(
        shop.failure(Workshop.derivation("s", "slice", "")).getMessage().contains("(from ITEM)"));
    assertTrue(
        shop.failure(slice("", "(include \"/usr\")")).getMessage().contains("has a component `'"));
    assertTrue(shop.failure(slice("", "(inlude \"usr\")")).getMessage().contains("no such"));
    assertTrue(shop.failure(slice("/no", "")).getMessage().contains("there is no `no' in"));
  }
}

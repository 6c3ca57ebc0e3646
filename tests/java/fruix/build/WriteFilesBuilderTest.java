package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteFilesBuilderTest {
  private Workshop shop;

  @BeforeEach
  void open(@TempDir Path root) {
    shop = new Workshop(root);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void writesEveryKindOfEntry() throws IOException {
    Derivation built =
        Workshop.files(
            "t",
            """
            (hardlink "a-link" "etc/rc.conf")
            (directory "etc" "1777" 0 5)
            (file "etc/rc.conf" "0644" 0 0 "x=\\"é\\"\\n" "schg")
            (bytes "etc/raw" "0600" 7 8 "AAH/")
            (symlink "profile" "/run/x y")
            """);
    String manifest = shop.build(built);
    assertEquals(
        """
        . type=dir uid=0 gid=0 mode=0555
        ./a-link type=file uid=0 gid=0 mode=0644 size=7 sha256digest=%1$s flags=schg nlink=2 tags=hardlink-1
        ./etc type=dir uid=0 gid=5 mode=01777
        ./etc/raw type=file uid=7 gid=8 mode=0600 size=3 sha256digest=%2$s
        ./etc/rc.conf type=file uid=0 gid=0 mode=0644 size=7 sha256digest=%1$s flags=schg nlink=2 tags=hardlink-1
        ./profile type=link uid=0 gid=0 mode=0755 link=/run/x\\040y
        """
            .formatted(Sha256.ofUtf8("x=\"é\"\n"), Sha256.of(new byte[] {0, 1, -1})),
        manifest);
    assertEquals("x=\"é\"\n", shop.text(built, "a-link"));
  }

  @Test
  void makesSingleFileItems() throws IOException {
    Derivation built = Workshop.files("t", "(file \"\" \"0555\" 0 0 \"#!/bin/sh\\n\")");
    shop.build(built);
    assertEquals("#!/bin/sh\n", shop.text(built, ""));
  }

  @Test
  void anEmptyListIsAnEmptyDirectory() {
    assertEquals(". type=dir uid=0 gid=0 mode=0555\n", shop.build(Workshop.files("t", "")));
  }

  @Test
  void copiesKeepAttributesAndHardLinks() {
    Derivation base =
        Workshop.files(
            "base",
            """
            (directory "usr" "0750" 3 4)
            (file "usr/su" "4555" 0 0 "su")
            (hardlink "usr/sudo" "usr/su")
            (symlink "usr/l" "su")
            """);
    Derivation copy =
        Workshop.files(
            "copy",
            "(copy \"x\" \"%s/usr\") (copy \"one\" \"%s/usr/su\")"
                .formatted(base.path(), base.path()),
            base);
    String manifest = shop.build(copy);
    assertTrue(manifest.contains("./x type=dir uid=3 gid=4 mode=0750\n"), manifest);
    assertTrue(manifest.contains("./x/l type=link uid=0 gid=0 mode=0755 link=su\n"), manifest);
    assertTrue(manifest.lines().filter(line -> line.contains("mode=04555")).count() == 3, manifest);
    assertTrue(
        manifest.lines().filter(line -> line.contains("nlink=2 tags=hardlink-1")).count() == 2,
        manifest);
  }

  @Test
  void aDirectoryEntryDecidesOverCopiedOnes() {
    Derivation a = Workshop.files("a", "(directory \"d\" \"0700\" 0 0)");
    Derivation b = Workshop.files("b", "(directory \"d\" \"0711\" 0 0)");
    String copies = "(copy \"\" \"%s\") (copy \"\" \"%s\")".formatted(a.path(), b.path());
    String manifest =
        shop.build(Workshop.files("ok", copies + "(directory \"d\" \"0755\" 1 2)", a, b));
    assertTrue(manifest.contains("./d type=dir uid=1 gid=2 mode=0755\n"), manifest);
    String message = shop.failure(Workshop.files("bad", copies, a, b)).getMessage();
    assertTrue(
        message.contains(
            "`d' comes from " + a.path() + " and from " + b.path() + " with different attributes"),
        message);
  }

  @Test
  void namesBothSidesOfEveryConflict() {
    Derivation a = Workshop.files("a", "(file \"etc/x\" \"0444\" 0 0 \"\")");
    String message =
        shop.failure(
                Workshop.files(
                    "t",
                    """
                    (copy "" "%s")
                    (symlink "etc/x" "y")
                    (file "f" "0444" 0 0 "")
                    (file "f/g" "0444" 0 0 "")
                    """
                        .formatted(a.path()),
                    a))
            .getMessage();
    assertTrue(
        message.contains("`etc/x' comes from " + a.path() + " and from a symlink entry (to y)"),
        message);
    assertTrue(
        message.contains("`f' comes from a file entry and from a file entry as the directory of"),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | not a list that starts with a symbol",
        "(fle \"a\") | no such parameter",
        "(file \"a\" \"0644\" 0 0) | 5 to 6 arguments expected, not 4",
        "(file \"a\" 644 0 0 \"\") | argument 2 must be a string",
        "(file \"a\" \"0888\" 0 0 \"\") | `0888' is not a mode in octal digits",
        "(file \"a\" \"77777\" 0 0 \"\") | not a mode",
        "(file \"a\" \"0644\" -1 0 \"\") | argument 3 must be an integer, 0 or more",
        "(file \"a\" \"0644\" 4294967295 0 \"\") | not an owner",
        "(file \"/a\" \"0644\" 0 0 \"\") | has a component `'",
        "(file \"../a\" \"0644\" 0 0 \"\") | has a component `..'",
        "(bytes \"a\" \"0644\" 0 0 \"%%\") | not base64",
        "(symlink \"a\" \"\") | not the target of a link",
        "(hardlink \"a\" \"b\") | a hard link to `b', which is not a regular file here",
        "(hardlink \"a\" \"b\") (hardlink \"b\" \"a\") | a hard link to `a'",
        "(copy \"a\" \"/etc\") | `/etc' does not name something in the store",
        "(copy \"a\" \"/frx/store/0123456789012345678901234567890123456789-x\") | not among the inputs",
      })
  void refusesParameters(String parameters, String expected) {
    String message = shop.failure(Workshop.files("t", parameters)).getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.contains("write-files: "), message);
  }

  @Test
  void makesPasswordDatabases() {
    String entry = "(password-databases \"etc/pwd.db\" \"etc/spwd.db\" \"%s\")";
    String root = "root:*:0:0::0:0:Charlie &:/root:/bin/sh\\n";
    String manifest = shop.build(Workshop.files("t", entry.formatted(root)));
    assertTrue(manifest.contains("./etc/pwd.db type=file uid=0 gid=0 mode=0644 "), manifest);
    assertTrue(manifest.contains("./etc/spwd.db type=file uid=0 gid=0 mode=0600 "), manifest);
    FruixException e = shop.failure(Workshop.files("bad", entry.formatted(root + "x:y\\n")));
    assertEquals("master.passwd:2", String.valueOf(e.diagnostics().get(0).location()));
  }

  @Test
  void refusesToCopyWhatIsNotThere() {
    Derivation a = Workshop.files("a", "(file \"x\" \"0444\" 0 0 \"\")");
    String message =
        shop.failure(Workshop.files("t", "(copy \"\" \"%s/y\")".formatted(a.path()), a))
            .getMessage();
    assertTrue(message.contains("there is no `y' in " + a.path()), message);
  }
}

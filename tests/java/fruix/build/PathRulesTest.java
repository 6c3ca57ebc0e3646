package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.io.RelativePath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathRulesTest {

  @ParameterizedTest
  @CsvSource({
    "usr/bin, usr/bin, true",
    "usr/bin, usr/bin/su, true",
    "usr/bin, usr/binary, false",
    "usr/bin, usr, false",
    "usr/bin/[, usr/bin/[, true",
    "lib/libc.so.*, lib/libc.so.7, true",
    "lib/libc.so.*, lib/libcXso.7, false",
    "lib/*, lib/a/b, true",
    "*.conf, etc/rc.conf, false",
    "**/*.conf, etc/rc.conf, true",
    "**/*.conf, rc.conf, true",
    "etc/**/x, etc/x, true",
    "etc/**/x, etc/a/b/x, true",
    "etc/**/x, etcx, false",
    "etc/**, etc/a, true",
    "**, a/b, true",
    "r?.d, rc.d, true",
    "r?.d, r/.d, false",
    "boot/, boot/kernel, true",
    "boot/, boot, false",
    "a/boot/, a/boot/kernel/x, true",
    "a/boot/, a/boot, false",
  })
  void matches(String pattern, String path, boolean expected) {
    assertEquals(expected, PathPattern.of(pattern).matches(new RelativePath(path), false));
  }

  @Test
  void slashAtTheEndMeansDirectory() {
    assertTrue(PathPattern.of("boot/").matches(new RelativePath("boot"), true));
    assertFalse(PathPattern.of("boot/").matches(new RelativePath("boot"), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/etc", "a//b", "../x", "a/./b"})
  void refusesWhatIsNoPattern(String text) {
    assertThrows(IllegalArgumentException.class, () -> PathPattern.of(text));
  }

  @Test
  void excludeBeatsIncludeAndRequire() {
    PathRules rules =
        new PathRules(List.of("usr"), List.of("usr/bin/su"), List.of("usr/bin", "**/*.a"));
    assertTrue(rules.takes(new RelativePath("usr/lib/libc.so"), false));
    assertFalse(rules.takes(new RelativePath("usr/lib/libc.a"), false));
    assertFalse(rules.takes(new RelativePath("usr/bin/su"), false));
    assertFalse(rules.takes(new RelativePath("etc"), true));
  }

  @Test
  void withoutIncludeEverythingIsTaken() {
    PathRules rules = new PathRules(List.of(), List.of(), List.of("usr/tests"));
    assertTrue(rules.takes(new RelativePath("etc"), true));
    assertFalse(rules.takes(new RelativePath("usr/tests/x"), false));
  }

  @Test
  void walksOnlyWhereSomethingCanBe() {
    PathRules rules = new PathRules(List.of("usr/bin/su", "lib/*.so"), List.of(), List.of("lib/x"));
    assertTrue(rules.mayTakeBelow(RelativePath.ROOT));
    assertTrue(rules.mayTakeBelow(new RelativePath("usr")));
    assertTrue(rules.mayTakeBelow(new RelativePath("lib")));
    assertFalse(rules.mayTakeBelow(new RelativePath("usr/lib")));
    assertFalse(rules.mayTakeBelow(new RelativePath("lib/x")));
    assertFalse(rules.mayTakeBelow(new RelativePath("usr/bi")));
  }

  @Test
  void namesRequiredPatternsThatMatchNothing() {
    PathRules rules = new PathRules(List.of(), List.of("bin/sh", "bin/*", "boot/"), List.of());
    assertEquals(
        List.of("bin/sh", "boot/"),
        rules.unmet(Map.of(new RelativePath("bin/cat"), false, new RelativePath("boot"), false)));
  }
}

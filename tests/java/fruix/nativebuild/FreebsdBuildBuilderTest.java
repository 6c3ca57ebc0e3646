package fruix.nativebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fruix.build.Derivation;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreebsdBuildBuilderTest {
  @TempDir Path directory;
  private Mill mill;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(
        System.getProperty("os.name", "").equals("Linux"), "the fixture's make.py is for Linux");
    mill = new Mill(directory);
  }

  @AfterEach
  void close() {
    mill.close();
  }

  @Test
  void worldHasWhatItsMetalogSays() throws IOException {
    Derivation world = mill.build(Part.WORLD);
    String manifest = mill.manifest(world);
    for (String line :
        List.of(
            "./sbin/init type=file uid=0 gid=0 mode=0500 .* flags=schg",
            "./usr/bin/su type=file uid=0 gid=0 mode=04555 .*",
            "./usr/bin/wall type=file uid=0 gid=4 mode=02555 .*",
            "./etc/spool.conf type=file uid=777 gid=5 mode=0640 .*",
            "./root type=dir uid=0 gid=0 mode=0755",
            "./tmp type=dir uid=0 gid=0 mode=01777",
            "./var/empty type=dir uid=0 gid=0 mode=0555 flags=schg",
            "./bin/\\\\133 type=file .* nlink=2 tags=hardlink-1",
            "./bin/test type=file .* nlink=2 tags=hardlink-1",
            "./etc/ssl/certs type=dir uid=0 gid=0 mode=0755",
            "./etc/ssl/certs/0.0 type=link uid=0 gid=0 mode=0755 link=../cert.pem")) {
      assertTrue(
          Pattern.compile("^" + line + "$", Pattern.MULTILINE).matcher(manifest).find(),
          line + "\nis not in\n" + manifest);
    }
    assertFalse(manifest.contains("METALOG"), manifest);
  }

  @Test
  void kernelIsBuiltAtFixedPathsAndFindsNoVersionControl() throws IOException {
    Path source = mill.copyOfFixture();
    Files.createDirectory(directory.resolve(".git"));
    Derivation kernel = mill.build(mill.derivation(Part.KERNEL, source, "BRANCH_OVERRIDE=X"));
    String text = mill.text(kernel, "boot/kernel/kernel");
    assertTrue(text.startsWith("FreeBSD 15.0-FIXTURE GENERIC\n"), text);
    assertTrue(text.contains("options SCHED_ULE\n"), text);
    assertTrue(text.contains(Mill.source(kernel) + "/sys/kern/init_main.c\n"), text);
    assertFalse(text.contains(directory.toString()), text);
    String info = mill.text(kernel, BuildInfo.FILE);
    assertTrue(info.contains("(compiler \"fake clang version 1.0\")"), info);
    assertFalse(info.contains("/frx/store"), "it would bring the source along: " + info);
    assertEquals(List.of(), mill.store.registration(kernel.path()).references());
  }

  @Test
  void emptyStoresGetIdenticalItems() throws IOException {
    Derivation world = mill.build(Part.WORLD);
    Derivation kernel = mill.build(Part.KERNEL);
    try (Mill other = new Mill(directory.resolve("other"))) {
      // The other way round: the kernel then has to make its toolchain itself.
      assertEquals(mill.manifest(kernel), other.manifest(other.build(Part.KERNEL)));
      assertEquals(mill.manifest(world), other.manifest(other.build(Part.WORLD)));
    }
  }

  @Test
  void failureIsToldByItsFirstErrorAndTheBuildGoesOnFromThere() throws IOException {
    Derivation world = mill.derivation(Part.WORLD, "FIXTURE_FAIL_ONCE=bin/sh");
    FruixException error = assertThrows(FruixException.class, () -> mill.build(world));
    Diagnostic told = error.diagnostics().get(0);
    assertEquals(ExitCode.BUILD, told.exitCode());
    assertTrue(
        told.message()
            .endsWith(
                "make buildworld failed with exit status 1 in bin/sh: "
                    + Mill.source(world)
                    + "/bin/sh/main.c:42:7: error: use of undeclared identifier 'fixture'"),
        told.message());
    assertTrue(told.trace().contains("    fixture();"), told.trace().toString());
    mill.build(world);
    String log = mill.log(world);
    assertEquals(2, log.split(">>> buildworld started", -1).length - 1, log);
    assertEquals(1, log.split("cc -O2 -c \\S+/lib/libc/libc.so.7", -1).length - 1, log);
  }

  @Test
  void interruptEndsEveryProcessAndTheBuildGoesOnFromThere() throws Exception {
    Derivation world = mill.derivation(Part.WORLD, "FIXTURE_HANG=sbin/init");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(() -> mill.build(world));
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    await(() -> sleepers() >= 3);
    thread.interrupt();
    thread.join(Duration.ofSeconds(60).toMillis());
    assertFalse(thread.isAlive());
    assertEquals(ExitCode.INTERRUPTED, ((FruixException) thrown.get()).exitCode());
    assertEquals(0, sleepers());
    assertFalse(mill.store.isValid(world.path()));
    mill.build(world);
    assertEquals(1, mill.log(world).split("libc/libc.so.7", -1).length - 1);
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    for (int i = 0; i < 600 && !condition.holds(); i++) {
      Thread.sleep(100);
    }
    assertTrue(condition.holds());
  }

  /** How many of the processes that the fixture leaves hanging there are. */
  private static long sleepers() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(p -> p.info().commandLine().orElse("").matches("(\\S*/)?sleep 111[1-5]"))
          .count();
    }
  }

  @Test
  void nothingWritesToTheSource() {
    assumeTrue(mill.host().paths("0").isolated(), "no private mount namespaces here");
    FruixException error =
        assertThrows(FruixException.class, () -> mill.build(Part.WORLD, "FIXTURE_STRAY=yes"));
    assertTrue(error.diagnostics().get(0).message().contains("Read-only file system"));
  }

  @Test
  void withoutNamespacesTheSourceIsCopiedToAFixedPlace() throws IOException {
    Path bin = Files.createDirectory(directory.resolve("few"));
    Files.createSymbolicLink(bin.resolve("python3"), mill.host().program("python3"));
    try (Mill plain = new Mill(directory.resolve("plain"), "1.0", bin.toString())) {
      Derivation kernel = plain.derivation(Part.KERNEL);
      assertTrue(Mill.source(kernel).matches("/var/tmp/fruix-native-build/[0-9a-f]{40}/src"));
      assertNotEquals(mill.derivation(Part.KERNEL).path(), kernel.path());
      try {
        plain.build(kernel);
        String text = plain.text(kernel, "boot/kernel/kernel");
        assertTrue(text.contains(Mill.source(kernel) + "/sys/kern/init_main.c\n"), text);
        assertTrue(Files.exists(Path.of(Mill.source(kernel), "Makefile")));
      } finally {
        plain.objects().deleteOf(kernel);
      }
      assertFalse(Files.exists(Path.of(Mill.source(kernel))));
    }
  }

  @Test
  void killedBuildBeginsAnew() throws IOException {
    Derivation world = mill.derivation(Part.WORLD, "FIXTURE_FAIL_ONCE=bin/sh");
    assertThrows(FruixException.class, () -> mill.build(world));
    Files.writeString(mill.objects().of(List.of(world)).get(0).resolve("running"), "1\n");
    // Anew, it fails in the same place for the first time again.
    assertThrows(FruixException.class, () -> mill.build(world));
    mill.build(world);
  }

  @Test
  void srcConfAndFlagsReachMake() throws IOException {
    Files.writeString(directory.resolve("src.conf"), "WITHOUT_CLANG=\n");
    Derivation world = mill.build(Part.WORLD, "SRCCONF=src.conf", "CPUTYPE=fast");
    assertFalse(mill.manifest(world).contains("./usr/bin/cc "));
    assertTrue(mill.text(world, "bin/sh").contains("cputype fast\n"));
  }

  @Test
  void kernelConfigurationsAndModulesReachMake() throws IOException {
    Path conf = Files.createDirectory(directory.resolve("conf"));
    Files.writeString(conf.resolve("GENERIC"), "include \"COMMON\"\noptions MINE\n");
    Files.writeString(conf.resolve("COMMON"), "include MINIMAL\noptions OURS\n");
    Derivation kernel =
        mill.build(Part.KERNEL, "KERNCONFDIR=conf", "MODULES_OVERRIDE=two", "INSTKERNNAME=mine");
    String text = mill.text(kernel, "boot/mine/kernel");
    assertTrue(text.contains("ident MINIMAL\noptions OURS\noptions MINE\n"), text);
    assertFalse(mill.manifest(kernel).contains("one.ko"));
    Files.writeString(conf.resolve("COMMON"), "options OTHERS\n");
    Derivation changed =
        mill.derivation(
            Part.KERNEL, "KERNCONFDIR=conf", "MODULES_OVERRIDE=two", "INSTKERNNAME=mine");
    assertNotEquals(kernel.path(), changed.path());
    // In the same object directory, without what was made for the other one.
    assertEquals(mill.objects().of(List.of(kernel)), mill.objects().of(List.of(changed)));
    assertTrue(mill.text(mill.build(changed), "boot/mine/kernel").contains("options OTHERS\n"));
  }

  @Test
  void timesOfTheStagesAndOfTheRestAreTold() throws IOException {
    Derivation world = mill.build(Part.WORLD);
    assertTrue(
        mill.events.stream()
            .anyMatch(
                event ->
                    event instanceof Event.Note note
                        && note.text()
                            .matches(
                                "world: [0-9.]+ s in make, [0-9.]+ s to copy into the store, "
                                    + "[0-9.]+ s to complete")),
        mill.events.toString());
    String log =
        Files.readString(
            directory.resolve("root/frx/var/fruix/log/" + world.path().basename() + ".log"));
    assertTrue(Pattern.compile("buildworld: [0-9]+\\.[0-9] s").matcher(log).find(), log);
  }

  @Test
  void sharedPlaceOfOthersIsRefused() throws IOException {
    Path place = directory.resolve("prefix/0");
    SharedPlace.claim(place);
    SharedPlace.claim(place);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    FruixException open = assertThrows(FruixException.class, () -> SharedPlace.claim(place));
    assertTrue(open.getMessage().contains("alone writes to"), open.getMessage());
    Files.delete(place);
    Files.createSymbolicLink(place, Files.createDirectory(directory.resolve("elsewhere")));
    assertThrows(FruixException.class, () -> SharedPlace.claim(place));
  }

  @Test
  void logOfAKilledRunIsKept() throws IOException {
    Derivation world = mill.derivation(Part.WORLD, "FIXTURE_FAIL_ONCE=bin/sh");
    assertThrows(FruixException.class, () -> mill.build(world));
    Files.writeString(
        mill.objects().of(List.of(world)).get(0).resolve("make.log"),
        "said before it was killed\n");
    mill.build(world);
    assertTrue(mill.log(world).contains("said before it was killed\n+ "), mill.log(world));
  }

  @Test
  void objectDirectoriesAreRemoved() {
    Derivation world = mill.build(Part.WORLD);
    assertEquals(1, mill.objects().of(List.of(world)).size());
    assertTrue(mill.objects().deleteAll().bytes() > 0);
    assertEquals(List.of(), mill.objects().of(List.of(world)));
  }
}

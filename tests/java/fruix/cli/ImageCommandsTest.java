package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.hash.Sha256;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.SampleTree;
import fruix.image.Seed;
import fruix.image.disk.DiskComposer;
import fruix.image.disk.DiskOptions;
import fruix.image.qcow2.Qcow2Writer;
import fruix.io.HostFile;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `fruix image …` on a disk of Fruix's own. */
final class ImageCommandsTest {
  private static final byte[] LOADER = {'M', 'Z'};

  @TempDir Path directory;

  private String stderr = "";

  @BeforeEach
  void writeDisk() {
    SampleTree tree =
        new SampleTree()
            .add("etc/rc.conf", "x=1\n".getBytes(StandardCharsets.UTF_8))
            .link("etc/link", "/etc/rc.conf");
    DiskComposer disk =
        DiskComposer.plan(
            DiskOptions.of(Seed.of("s")).withRootSize(8 << 20),
            tree.manifest(),
            new Entry.File(
                new RelativePath("loader"), Attributes.FILE, LOADER.length, Sha256.of(LOADER), 0));
    try (FileOutput out = FileOutput.create(directory.resolve("disk.img"), disk.capacity())) {
      disk.write(out, tree.content(), p -> Channels.newChannel(new ByteArrayInputStream(LOADER)));
    }
  }

  private String run(int status, String... args) {
    FakeHost fake = new FakeHost(directory, Map.of());
    int actual = fake.run(args);
    stderr = fake.stderr();
    assertEquals(status, actual, fake.stderr());
    return fake.stdout();
  }

  @Test
  void inspectTellsPartitionsAndFileSystems() {
    String output = run(0, "image", "inspect", "disk.img");
    assertTrue(
        output.contains("partitions=efiboot efi 41943040,fruix-root freebsd-ufs 8388608\n"),
        output);
    assertTrue(output.contains("fruix-root.label=fruix-root"), output);
    assertTrue(output.contains("fruix-root.clean=yes"), output);
  }

  @Test
  void aDeviceIsAskedForAndNotAFile() {
    run(1, "image", "inspect", "/dev/null");
    assertEquals("error: /dev/null is no disk\n", stderr);
    run(1, "image", "inspect", "none.img");
    assertTrue(stderr.contains("none.img: no such file"), stderr);
  }

  @Test
  void lsAndCatLookInside() {
    assertEquals(
        "entry_count=2\nentries=link -> /etc/rc.conf 0755 0:0 12,rc.conf 0444 0:0 4\n",
        run(0, "image", "ls", "disk.img", "/etc"));
    assertEquals("x=1\n", run(0, "image", "cat", "disk.img", "etc/rc.conf"));
    assertEquals(
        "MZ", run(0, "image", "cat", "disk.img", "EFI/BOOT/BOOTX64.EFI", "--partition", "efiboot"));
    run(1, "image", "cat", "disk.img", "/etc/link");
    assertTrue(stderr.contains("it leads to /etc/rc.conf"), stderr);
    run(1, "image", "ls", "disk.img", "/none");
    run(1, "image", "ls", "disk.img", "/", "--partition", "swap");
    assertTrue(stderr.contains("its partitions are efiboot, fruix-root"), stderr);
  }

  @Test
  void extractMakesWhatWasNotThere() throws IOException {
    run(0, "image", "extract", "disk.img", "/", "out");
    assertEquals("x=1\n", Files.readString(directory.resolve("out/etc/rc.conf")));
    assertEquals(0444, HostFile.of(directory.resolve("out/etc/rc.conf")).mode());
    assertEquals(
        "/etc/rc.conf", Files.readSymbolicLink(directory.resolve("out/etc/link")).toString());
    run(1, "image", "extract", "disk.img", "/", "out");
    run(0, "image", "extract", "disk.img", "/etc/rc.conf", "one");
    assertEquals("x=1\n", Files.readString(directory.resolve("one")));
  }

  @Test
  void verifyFindsDamage() throws IOException {
    assertEquals("fault_count=0\nfaults=\n", run(0, "image", "verify", "disk.img"));
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve("disk.img").toFile(), "rw")) {
      file.seek(512 + 24); // the header's own address, which its checksum covers
      file.write(9);
    }
    String output = run(1, "image", "verify", "disk.img");
    assertTrue(output.contains("primary"), output);
  }

  @Test
  void formatsOfVirtualMachinesAreLookedInto() throws IOException {
    try (FileInput disk = FileInput.open(directory.resolve("disk.img"))) {
      Qcow2Writer.writeCompressed(disk, directory.resolve("disk.qcow2"));
    }
    String output = run(0, "image", "inspect", "disk.qcow2");
    assertTrue(output.startsWith("image_format=qcow2\nimage_size=52428800\n"), output);
    assertEquals("x=1\n", run(0, "image", "cat", "disk.qcow2", "etc/rc.conf"));
    assertEquals("fault_count=0\nfaults=\n", run(0, "image", "verify", "disk.qcow2"));
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve("disk.qcow2").toFile(), "rw")) {
      file.seek(2 << 16); // the first reference count
      file.write(9);
    }
    output = run(1, "image", "verify", "disk.qcow2");
    assertTrue(output.contains("qcow2: cluster 0 of the file is used 1 times"), output);
  }

  @Test
  void whatIsNoImageIsRefused() throws IOException {
    Files.write(directory.resolve("noise"), SampleTree.noise(1, 100_000));
    run(1, "image", "inspect", "noise");
    assertTrue(stderr.contains("no image that is known"), stderr);
  }
}

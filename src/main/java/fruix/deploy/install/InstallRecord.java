package fruix.deploy.install;

import fruix.image.disk.DiskComposer;
import fruix.image.gpt.Partition;
import fruix.image.gpt.PartitionTypes;
import fruix.io.RelativePath;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import fruix.store.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an installed machine knows of its installation: {@code /var/lib/fruix/install.scm}. The
 * program that installs from within FreeBSD writes the same lines; docs/install.md has the format.
 *
 * @param capacity of the whole disk, in bytes
 * @param rootSize of the root file system's partition, in bytes
 * @param partitions in the order of the partition table
 */
public record InstallRecord(
    StorePath closure,
    TargetKind targetKind,
    long capacity,
    long rootSize,
    List<Partition> partitions) {
  /** Where the machine keeps it. */
  public static final RelativePath PLACE = new RelativePath("var/lib/fruix/install.scm");

  private static final int FORMAT_VERSION = 1;

  public InstallRecord {
    partitions = List.copyOf(partitions);
  }

  /** The record of DISK, which is to boot CLOSURE. */
  static InstallRecord of(StorePath closure, TargetKind kind, DiskComposer disk) {
    return new InstallRecord(closure, kind, disk.capacity(), disk.rootSize(), disk.partitions());
  }

  /** The name that FreeBSD gives the partition labelled LABEL. */
  public static String device(String label) {
    return "/dev/gpt/" + label;
  }

  /** The file: an S-expression with one field a line, so that {@code sed} reads it, too. */
  public byte[] toBytes() {
    List<Datum> fields = new ArrayList<>();
    fields.add(Datum.tagged("format-version", Datum.num(FORMAT_VERSION)));
    fields.add(Datum.tagged("closure", Datum.str(closure.toString())));
    fields.add(Datum.tagged("target-kind", Datum.sym(targetKind.toString())));
    fields.add(Datum.tagged("disk-capacity", Datum.num(capacity)));
    fields.add(Datum.tagged("root-size", Datum.num(rootSize)));
    partitions.forEach(partition -> fields.add(datum(partition)));
    return fields.stream()
        .map(SexpWriter::canonical)
        .collect(Collectors.joining("\n  ", "(fruix-install\n  ", ")\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Datum datum(Partition partition) {
    return Datum.tagged(
        "partition",
        Datum.tagged("label", Datum.str(partition.name())),
        Datum.tagged("type", Datum.sym(PartitionTypes.name(partition.type()))),
        Datum.tagged("device", Datum.str(device(partition.name()))),
        Datum.tagged("size", Datum.num(partition.size())));
  }
}

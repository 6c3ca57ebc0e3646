package fruix.deploy;

import fruix.build.BuildContext;
import fruix.build.Builder;
import fruix.build.Form;
import fruix.image.Seed;
import fruix.image.disk.DiskComposer;
import fruix.image.ufs.UfsOptions;
import fruix.image.ufs.UfsPlan;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestWriter;
import fruix.mtree.TreeSink;
import fruix.store.StorePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code installation}: what a program on a FreeBSD machine needs, besides the store's items, to
 * put a closure on a disk with the base system's tools alone.
 *
 * <p>{@code root/} is the root tree without the items, {@code root.mtree} says what is in it,
 * {@code items} names each item and its manifest below the new root, {@code closure} the closure,
 * {@code loader} the EFI program below the new root, and {@code least-root-size} the bytes that the
 * root file system must have.
 */
public final class InstallationBuilder implements Builder {
  private static final RelativePath STORE = new RelativePath("frx/store");
  private static final RelativePath ROOT = new RelativePath("root");

  /** What a machine must have room for to start at all. */
  private static final long FREE = 64L << 20;

  @Override
  public String name() {
    return "installation";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException {
    StorePath closure = SystemClosure.named(context);
    RootfsPlan root = RootfsPlan.of(context.store(), closure);
    UfsOptions options = UfsOptions.of(Seed.of(closure.toString()), DiskComposer.ROOT_NAME);
    long least = UfsPlan.of(options.withFreeSpace(FREE), root.manifest(), List.of()).size();
    for (Form form : context.forms()) {
      form.arity(1, 1);
      switch (form.tag()) {
        case "closure" -> {}
        case "root-size" ->
            // Says by how much it is too small.
            UfsPlan.of(options.withSize(DiskImageBuilder.size(form)), root.manifest(), List.of());
        default -> throw form.unknown();
      }
    }
    ClosureFiles.Found loader = SystemClosure.loader(context.store(), closure);
    Manifest tree = withoutItems(root.manifest());
    out.directory(RelativePath.ROOT, Attributes.DIRECTORY);
    text(out, "closure", closure + "\n");
    text(out, "items", items(context, closure));
    text(out, "least-root-size", least + "\n");
    text(
        out,
        "loader",
        STORE.resolve(loader.place().item().basename()).resolve(loader.place().path().value())
            + "\n");
    copy(tree, root, out);
    file(out, "root.mtree", ManifestWriter.toBytes(tree));
  }

  private static Manifest withoutItems(Manifest root) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : root.entries()) {
      if (entry.path().equals(STORE) || !STORE.contains(entry.path())) {
        entries.add(entry);
      }
    }
    return Manifest.of(entries);
  }

  private static String items(BuildContext context, StorePath closure) {
    StringBuilder lines = new StringBuilder();
    for (StorePath item : SystemClosure.requisites(context.store(), closure)) {
      lines.append(item.basename()).append(' ').append(context.store().manifestPlace(item));
      lines.append('\n');
    }
    return lines.toString();
  }

  private static void copy(Manifest tree, RootfsPlan root, TreeSink out) throws IOException {
    for (Entry entry : tree.entries()) {
      RelativePath path = entry.path();
      RelativePath to = path.isRoot() ? ROOT : ROOT.resolve(path.value());
      if (entry instanceof Entry.Directory) {
        out.directory(to, entry.attributes());
      } else if (entry instanceof Entry.Symlink link) {
        out.symlink(to, entry.attributes(), link.target());
      } else if (entry instanceof Entry.File file) {
        try (InputStream in = Channels.newInputStream(root.open(path))) {
          out.file(to, entry.attributes(), file.size(), in);
        }
      }
    }
  }

  private static void text(TreeSink out, String name, String text) throws IOException {
    file(out, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void file(TreeSink out, String name, byte[] bytes) throws IOException {
    out.file(
        new RelativePath(name), Attributes.FILE, bytes.length, new ByteArrayInputStream(bytes));
  }
}

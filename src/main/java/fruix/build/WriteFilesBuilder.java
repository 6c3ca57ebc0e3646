package fruix.build;

import fruix.archive.bdb.PasswordDatabase;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code write-files}: a tree, or one file, written out entry by entry. */
final class WriteFilesBuilder implements Builder {
  @Override
  public String name() {
    return "write-files";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException {
    TreePlan plan = new TreePlan(name());
    for (Form form : context.forms()) {
      switch (form.tag()) {
        case "directory" -> directory(form.arity(4, 5), plan);
        case "file" -> file(form.arity(5, 6), plan, utf8(form.string(4)));
        case "bytes" -> file(form.arity(5, 6), plan, base64(form));
        case "symlink" -> symlink(form.arity(2, 2), plan);
        case "hardlink" -> hardlink(form.arity(2, 2), plan);
        case "copy" -> copy(form.arity(2, 2), plan, context);
        case "password-databases" -> passwordDatabases(form.arity(3, 3), plan);
        default -> throw form.unknown();
      }
    }
    plan.write(out);
  }

  private static void directory(Form form, TreePlan plan) {
    plan.add(
        form.path(0), new TreeNode.Directory(form.attributes(1, 4), true), "a directory entry");
  }

  private static void file(Form form, TreePlan plan, byte[] bytes) {
    plan.add(
        form.path(0),
        new TreeNode.Text(form.attributes(1, 5), bytes),
        "a " + form.tag() + " entry");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] base64(Form form) {
    try {
      return Base64.getDecoder().decode(form.string(4));
    } catch (IllegalArgumentException e) {
      throw form.error("not base64");
    }
  }

  private static void symlink(Form form, TreePlan plan) {
    String target = form.string(1);
    if (target.isEmpty() || target.indexOf('\0') >= 0) {
      throw form.error("not the target of a link");
    }
    plan.add(
        form.path(0),
        new TreeNode.Symlink(Attributes.SYMLINK, target),
        "a symlink entry (to " + target + ")");
  }

  private static void hardlink(Form form, TreePlan plan) {
    plan.add(form.path(0), new TreeNode.Hardlink(form.path(1)), "a hardlink entry");
  }

  private static void copy(Form form, TreePlan plan, BuildContext context) {
    ItemReference from = context.input(form, 1);
    plan.copy(
        context.manifest(from.item()),
        context.physical(from.item()),
        from.path(),
        form.path(0),
        PathRules.ALL,
        from.toString());
  }

  private static void passwordDatabases(Form form, TreePlan plan) {
    PasswordDatabase databases = PasswordDatabase.of("master.passwd", utf8(form.string(2)));
    put(plan, form.path(0), 0644, databases.pwdDb());
    put(plan, form.path(1), 0600, databases.spwdDb());
  }

  private static void put(TreePlan plan, RelativePath path, int mode, byte[] bytes) {
    TreeNode node = new TreeNode.Text(Attributes.FILE.withMode(mode), bytes);
    plan.add(path, node, "a password-databases entry");
  }
}

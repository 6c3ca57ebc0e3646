package fruix.source;

import fruix.image.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A small tree that looks like FreeBSD's source, in the forms in which it may come. */
public final class SampleSource {
  /** The script of the sample, with the line ends of another system. */
  public static final String NEWVERS = "VERSION=1\r\n";

  private SampleSource() {}

  /** Writes the tree to DIRECTORY; its attributes ask git to change every file on its way out. */
  public static Path write(Path directory) throws IOException {
    file(directory, "Makefile", "all:\r\n");
    file(directory, "Makefile.inc1", "# $Id$\n");
    file(directory, "sys/conf/newvers.sh", NEWVERS);
    file(directory, "sys/amd64/conf/GENERIC", "ident GENERIC\n");
    file(directory, "tools/build/make.py", "#!/usr/bin/env python3\n");
    Files.setPosixFilePermissions(
        directory.resolve("tools/build/make.py"), PosixFilePermissions.fromString("rwx------"));
    file(directory, "bin/sh/főfájl with spaces\n", "x");
    file(directory, "empty", "");
    Files.createSymbolicLink(directory.resolve("sys/amd64/conf/LINK"), Path.of("GENERIC"));
    file(
        directory,
        ".gitattributes",
        "* text=auto eol=lf\nMakefile.inc1 ident\nbin export-ignore\nsys/conf/* export-subst\n");
    return directory;
  }

  public static void file(Path directory, String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Makes the tree in DIRECTORY a git repository of one commit on {@code main}; the commit. */
  public static String commit(Path directory) throws IOException, InterruptedException {
    if (!Files.isDirectory(directory.resolve(".git"))) {
      git(directory, "init", "--quiet", "-b", "main");
      // What is added is added byte for byte; what the tree's own attributes ask is for the reader.
      Files.createDirectories(directory.resolve(".git/info"));
      Files.writeString(directory.resolve(".git/info/attributes"), "* -text -ident\n");
    }
    git(directory, "add", "--all", "--force");
    git(directory, "commit", "--quiet", "--allow-empty", "-m", "a commit");
    return git(directory, "rev-parse", "HEAD").strip();
  }

  /** The output of git ARGUMENTS in DIRECTORY; skips the test where there is no git. */
  public static String git(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Object[] all = new Object[arguments.length + 6];
    all[0] = "-C";
    all[1] = directory;
    all[2] = "-c";
    all[3] = "user.name=Tester";
    all[4] = "-c";
    all[5] = "user.email=tester@example.org";
    System.arraycopy(arguments, 0, all, 6, arguments.length);
    return Judge.run("git", all);
  }
}

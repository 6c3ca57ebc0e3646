package fruix.build;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.process.CommandResult;
import fruix.process.CommandSpec;
import fruix.process.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a FreeBSD root says of itself, for the provenance of what is copied from it. Of the running
 * FreeBSD the programs are asked; any other tree is read, and nothing in it is run.
 */
public final class HostFacts {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern USERLAND = Pattern.compile("(?m)^USERLAND_VERSION=\"?([^\"\\n]+)");
  private static final Pattern KERNEL =
      Pattern.compile("@\\(#\\)FreeBSD ([0-9][0-9A-Za-z.-]{0,40})");
  private static final int CHUNK = 1 << 20;
  private static final int OVERLAP = 64;

  private final Path root;

  private HostFacts(Path root) {
    this.root = root;
  }

  /**
   * The facts of ROOT by name, in a fixed order, those left out that it does not tell: {@code
   * freebsd-version} (as {@code freebsd-version -kru}, joined with commas; of a tree that does not
   * run, kernel and userland), {@code uname}, {@code usr-src-git-revision}, {@code
   * usr-src-git-branch}, {@code usr-src-newvers-sha256}.
   *
   * @param running whether ROOT is the root of the running FreeBSD
   */
  public static Map<String, String> of(Path root, boolean running, ProcessRunner runner) {
    HostFacts facts = new HostFacts(root);
    Map<String, String> found = new LinkedHashMap<>();
    try {
      if (running) {
        facts
            .ask(runner, "/bin/freebsd-version", "-kru")
            .ifPresent(text -> found.put("freebsd-version", text.strip().replace('\n', ',')));
        facts
            .ask(runner, "/usr/bin/uname", "-a")
            .ifPresent(text -> found.put("uname", text.strip()));
      } else {
        facts.versions().ifPresent(text -> found.put("freebsd-version", text));
      }
      facts.gitHead(found);
      Path newvers = root.resolve("usr/src/sys/conf/newvers.sh");
      if (Files.isRegularFile(newvers)) {
        found.put("usr-src-newvers-sha256", hash(newvers).hex());
      }
    } catch (IOException e) {
      throw FruixException.io("read the facts of", root, e);
    }
    return found;
  }

  private Optional<String> ask(ProcessRunner runner, String... command) {
    CommandResult result = runner.run(CommandSpec.of(List.of(command), root, LIMIT));
    return result.status() == 0 ? Optional.of(result.output()) : Optional.empty();
  }

  private Optional<String> versions() throws IOException {
    List<String> versions = new ArrayList<>();
    Path kernel = root.resolve("boot/kernel/kernel");
    if (Files.isRegularFile(kernel)) {
      kernelVersion(kernel).ifPresent(versions::add);
    }
    Path script = root.resolve("bin/freebsd-version");
    if (Files.isRegularFile(script)) {
      String text = new String(Files.readAllBytes(script), StandardCharsets.ISO_8859_1);
      Matcher matcher = USERLAND.matcher(text);
      if (matcher.find()) {
        versions.add(matcher.group(1));
      }
    }
    return versions.isEmpty() ? Optional.empty() : Optional.of(String.join(",", versions));
  }

  /** The release in the kernel's {@code what(1)} string, as freebsd-version finds it. */
  private static Optional<String> kernelVersion(Path kernel) throws IOException {
    byte[] buffer = new byte[CHUNK + OVERLAP];
    int kept = 0;
    try (InputStream in = Files.newInputStream(kernel)) {
      while (true) {
        int read = in.readNBytes(buffer, kept, CHUNK);
        String text = new String(buffer, 0, kept + read, StandardCharsets.ISO_8859_1);
        Matcher matcher = KERNEL.matcher(text);
        if (matcher.find() && (matcher.end() < text.length() || read < CHUNK)) {
          return Optional.of(matcher.group(1));
        }
        if (read < CHUNK) {
          return Optional.empty();
        }
        System.arraycopy(buffer, kept + read - OVERLAP, buffer, 0, OVERLAP);
        kept = OVERLAP;
      }
    }
  }

  private void gitHead(Map<String, String> found) throws IOException {
    Path git = root.resolve("usr/src/.git");
    Path head = git.resolve("HEAD");
    if (!Files.isRegularFile(head)) {
      return;
    }
    String text = Files.readString(head).strip();
    if (!text.startsWith("ref: refs/heads/")) {
      found.put("usr-src-git-revision", text);
      return;
    }
    String branch = text.substring("ref: refs/heads/".length());
    Path reference = git.resolve("refs/heads").resolve(branch).normalize();
    if (reference.startsWith(git) && Files.isRegularFile(reference)) {
      found.put("usr-src-git-revision", Files.readString(reference).strip());
    }
    found.put("usr-src-git-branch", branch);
  }

  private static Sha256 hash(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Sha256.of(digest);
  }
}

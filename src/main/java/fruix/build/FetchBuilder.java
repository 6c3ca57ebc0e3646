package fruix.build;

import fruix.archive.fetch.Download;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code fetch}: one file, by where it may be had and its SHA-256. */
final class FetchBuilder implements Builder {
  static final String NAME = "fetch";
  static final String VERSION = "1";

  private final Map<String, String> environment;

  /**
   * @param environment where proxies are taken from; it does not change what comes out
   */
  FetchBuilder(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException, InterruptedException {
    List<String> urls = new ArrayList<>();
    Optional<Sha256> expected = Optional.empty();
    for (Form form : context.forms()) {
      switch (form.tag()) {
        case "url" -> urls.addAll(form.strings(0));
        case "sha256" -> expected = Optional.of(form.arity(1, 1).sha256(0));
        default -> throw form.unknown();
      }
    }
    if (urls.isEmpty() || expected.isEmpty()) {
      throw new FruixException(
          Diagnostic.of(ExitCode.BUILD, "fetch: (url URL …) and (sha256 HEX) are both needed"));
    }
    Path file = first(urls, expected.get(), context);
    copy(file, expected.get(), out);
  }

  /** Where the first of URLS that can be had lies now; throws what was wrong with each of them. */
  private Path first(List<String> urls, Sha256 expected, BuildContext context)
      throws IOException, InterruptedException {
    List<Diagnostic> failures = new ArrayList<>();
    for (String url : urls) {
      try {
        context.log("fetching " + url);
        return get(url, expected, context);
      } catch (FruixException e) {
        if (e.exitCode() == ExitCode.INTERRUPTED) {
          throw e;
        }
        e.diagnostics().forEach(d -> context.log(d.message()));
        failures.addAll(e.diagnostics());
      }
    }
    throw new FruixException(failures, null);
  }

  private Path get(String url, Sha256 expected, BuildContext context)
      throws IOException, InterruptedException {
    if (url.startsWith("/")) {
      return local(Path.of(url), expected);
    }
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw FruixException.failed("`" + url + "' is not a URL");
    }
    if ("file".equals(uri.getScheme()) && uri.getPath() != null) {
      return local(Path.of(uri.getPath()), expected);
    }
    return new Download(context.downloads(), environment, context.events()).fetch(uri, expected);
  }

  /** A file of the host is not put into the cache, only looked at. */
  private static Path local(Path file, Sha256 expected) {
    try {
      verify(file, digest(file, OutputStream.nullOutputStream()), expected);
      return file;
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }

  private static Sha256 digest(Path file, OutputStream out) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(out);
    }
    return Sha256.of(digest);
  }

  private static void verify(Path file, Sha256 actual, Sha256 expected) {
    if (!actual.equals(expected)) {
      throw FruixException.failed(
          file + " has the SHA-256 " + actual.hex() + ", but " + expected.hex() + " is expected",
          "if the file was meant to change, give the new hash in the declaration");
    }
  }

  private static void copy(Path file, Sha256 expected, TreeSink out) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      out.file(RelativePath.ROOT, Attributes.FILE, Files.size(file), in);
    }
    verify(file, Sha256.of(digest), expected);
  }
}

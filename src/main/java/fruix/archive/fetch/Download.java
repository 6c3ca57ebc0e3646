package fruix.archive.fetch;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.event.EventSink;
import fruix.hash.Sha256;
import fruix.io.LockFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Gets files by {@code http}, {@code https} or {@code file} URL into a cache directory, one file
 * for a SHA-256. A download that breaks off is resumed, now or by a later run, unless the server
 * says that the file has changed. Processes that want the same file wait for the first.
 */
public final class Download {
  private static final long PROGRESS_STEP = 1 << 20;

  private final Path cache;
  private final HttpClient client;
  private final EventSink events;
  private final Limits limits;

  /**
   * @param cache a directory, which is made when it is not there
   * @param environment where the proxies are taken from ({@code http_proxy} and so on)
   */
  public Download(Path cache, Map<String, String> environment, EventSink events) {
    this(cache, environment, events, Limits.USUAL);
  }

  Download(Path cache, Map<String, String> environment, EventSink events, Limits limits) {
    this.cache = cache;
    this.events = events;
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(limits.connect())
            .proxy(new EnvironmentProxies(environment))
            .build();
  }

  /**
   * The path, in the cache, of a file that has the hash EXPECTED, from URL unless it is there. A
   * file with another hash is removed and is a FruixException that names both hashes; so is a URL
   * that cannot be had.
   */
  public Path fetch(URI url, Sha256 expected) throws InterruptedException {
    if (url.getPath() == null || !url.getPath().startsWith("/")) {
      throw FruixException.failed(
          "cannot get " + url + ": it has no absolute path", "a URL is like file:///path/base.txz");
    }
    try {
      Files.createDirectories(cache);
      try (LockFile locks = LockFile.open(cache.resolve("lock"))) {
        LockFile.Held held = locks.exclusive(expected.w0() >>> 2);
        try {
          return getUnlessPresent(url, expected);
        } finally {
          held.close();
        }
      }
    } catch (IOException e) {
      throw FruixException.io("download into", cache, e);
    }
  }

  private Path getUnlessPresent(URI url, Sha256 expected) throws IOException, InterruptedException {
    Path target = cache.resolve(expected.hex());
    if (!isPresent(target, expected)) {
      get(url, expected, new PartialFile(cache.resolve(expected.hex() + ".part")), target);
    }
    return target;
  }

  private boolean isPresent(Path target, Sha256 expected) throws IOException {
    if (!Files.exists(target)) {
      return false;
    }
    if (PartialFile.digest(target).equals(expected)) {
      return true;
    }
    events.emit(new Event.Warning("the cached file " + target + " is damaged: getting it again"));
    Files.delete(target);
    return false;
  }

  private void get(URI url, Sha256 expected, PartialFile partial, Path target)
      throws IOException, InterruptedException {
    boolean resumed = partial.validator(url).isPresent();
    transfer(url, partial);
    Sha256 actual = partial.digest();
    if (!actual.equals(expected) && resumed) {
      // The first part may be of another file than the second, whatever the server says.
      partial.delete();
      transfer(url, partial);
      actual = partial.digest();
    }
    if (!actual.equals(expected)) {
      partial.delete();
      throw FruixException.failed(
          url + " has the SHA-256 " + actual.hex() + ", but " + expected.hex() + " is expected",
          "if the file was meant to change, give the new hash in the declaration");
    }
    partial.moveTo(target);
  }

  private void transfer(URI url, PartialFile partial) throws IOException, InterruptedException {
    String scheme = url.getScheme() == null ? "" : url.getScheme();
    Transfer transfer = new Transfer(client, limits);
    switch (scheme) {
      case "file" -> {
        Path file = Path.of(url.getPath());
        try {
          transfer.copy(file, partial, progress(url));
        } catch (IOException e) {
          throw FruixException.io("read", file, e);
        }
      }
      case "http", "https" -> insist(transfer, url, partial);
      default ->
          throw FruixException.failed(
              "cannot get " + url + ": only http, https and file URLs can be had");
    }
  }

  private void insist(Transfer transfer, URI url, PartialFile partial) throws InterruptedException {
    long pause = limits.pause().toMillis();
    for (int attempt = 1; ; attempt++) {
      try {
        transfer.run(url, partial, progress(url));
        return;
      } catch (IOException e) {
        if (attempt == limits.attempts()) {
          throw new FruixException(
              Diagnostic.of(ExitCode.FAILED, "cannot get " + url + ": " + reason(e)), e);
        }
        events.emit(new Event.Warning(url + ": " + reason(e) + "; trying again"));
      }
      Thread.sleep(pause);
      pause *= 2;
    }
  }

  private Transfer.Progress progress(URI url) {
    String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    long[] next = {0};
    return (done, total) -> {
      if (done >= next[0] || done == total) {
        next[0] = done + PROGRESS_STEP;
        events.emit(new Event.BuildProgress(name, "downloading", done, total));
      }
    };
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

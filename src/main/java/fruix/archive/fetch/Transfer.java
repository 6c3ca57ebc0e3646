package fruix.archive.fetch;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** One attempt to get a URL, or what is missing of it, into a partial file. */
final class Transfer {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int BUFFER = 1 << 16;

  private final HttpClient client;
  private final Limits limits;

  /** Is told how many bytes there are, of how many; 0 when that is unknown. */
  interface Progress {
    void at(long done, long total);
  }

  Transfer(HttpClient client, Limits limits) {
    this.client = client;
    this.limits = limits;
  }

  /** Copies the FILE of a file: URL. */
  void copy(Path file, PartialFile partial, Progress progress) throws IOException {
    partial.delete();
    long total = Files.size(file);
    try (InputStream in = Files.newInputStream(file)) {
      pump(in, partial, 0, total, progress);
    }
  }

  /**
   * Asks for the rest of URL, or for all of it when it has changed or cannot be resumed. Throws
   * FruixException for an answer that no further attempt would change, IOException for a broken or
   * stalled transfer.
   */
  void run(URI url, PartialFile partial, Progress progress)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(url);
    String validator = partial.validator(url).orElse("");
    if (!validator.isEmpty()) {
      request.header("Range", "bytes=" + partial.size() + "-").header("If-Range", validator);
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      long have = resumeAt(url, response, partial);
      long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      pump(body, partial, have, length < 0 ? 0 : have + length, progress);
    }
  }

  private HttpRequest.Builder request(URI url) {
    try {
      return HttpRequest.newBuilder(url).timeout(limits.stall());
    } catch (IllegalArgumentException e) {
      throw new FruixException(
          Diagnostic.of(ExitCode.FAILED, "cannot get " + url + ": " + e.getMessage()), e);
    }
  }

  /** How many bytes of PARTIAL the body of RESPONSE goes on after. */
  private static long resumeAt(URI url, HttpResponse<?> response, PartialFile partial)
      throws IOException {
    int status = response.statusCode();
    if (status == PARTIAL) {
      long have = partial.size();
      String range = response.headers().firstValue("Content-Range").orElse("");
      if (range.startsWith("bytes " + have + "-")) {
        return have;
      }
      partial.delete();
      throw new IOException("the server sends another range than it was asked for");
    }
    if (status == RANGE_NOT_SATISFIABLE) {
      partial.delete();
      throw new IOException("the server has less than what is here already");
    }
    if (status >= 500) {
      throw new IOException("the server answers with status " + status);
    }
    if (status != OK) {
      throw FruixException.failed(
          "cannot get " + url + ": the server answers with status " + status);
    }
    partial.restart(url, validator(response.headers()));
    return 0;
  }

  /** A strong entity tag, or else the time of the last change (RFC 9110, section 13.1.5). */
  private static String validator(HttpHeaders headers) {
    String tag = headers.firstValue("ETag").orElse("");
    return tag.startsWith("\"") ? tag : headers.firstValue("Last-Modified").orElse("");
  }

  private void pump(InputStream in, PartialFile partial, long have, long total, Progress progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long done = have;
    progress.at(done, total);
    try (OutputStream out = partial.append();
        Watchdog dog = new Watchdog(in, limits.stall())) {
      for (int count = dog.read(buffer); count >= 0; count = dog.read(buffer)) {
        out.write(buffer, 0, count);
        done += count;
        progress.at(done, total);
      }
    }
    if (total > 0 && done != total) {
      throw new IOException("the transfer ended after " + done + " of " + total + " bytes");
    }
  }
}

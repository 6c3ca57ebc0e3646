package fruix.archive.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.hash.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DownloadTest {
  private static final byte[] FILE = file(1, 3_000_000);
  private static final Sha256 HASH = Sha256.of(FILE);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server = unstarted();
  private final String etag = "\"one\"";

  /** Bytes of the body after which the server hangs up, once for each element. */
  private final List<Integer> breaks = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    server.createContext("/base.txz", exchange -> serve(exchange, FILE));
    server.createContext("/moved", exchange -> redirect(exchange, "/base.txz"));
    server.createContext("/stall", DownloadTest::stall);
    server.createContext("/none", exchange -> status(exchange, 404));
    server.createContext("/broken", exchange -> status(exchange, 503));
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void getsAFileOnceAndTellsHowFarItIs() throws Exception {
    Path path = download().fetch(url("/base.txz"), HASH);
    assertArrayEquals(FILE, Files.readAllBytes(path));
    assertEquals(path, download().fetch(url("/base.txz"), HASH));
    assertEquals(List.of("GET /base.txz"), requests);
    assertTrue(
        events.contains(
            new Event.BuildProgress("base.txz", "downloading", FILE.length, FILE.length)));
  }

  @Test
  void followsRedirects() throws Exception {
    assertArrayEquals(FILE, Files.readAllBytes(download().fetch(url("/moved"), HASH)));
  }

  @Test
  void copiesFileUrls() throws Exception {
    Path source = Files.write(dir.resolve("a b"), FILE);
    assertArrayEquals(FILE, Files.readAllBytes(download().fetch(source.toUri(), HASH)));
    URI gone = dir.resolve("gone").toUri();
    assertEquals(
        "cannot read " + dir.resolve("gone") + ": no such file or directory",
        message(() -> download().fetch(gone, Sha256.ofUtf8(""))));
  }

  @Test
  void aWrongHashNamesBothAndLeavesNothing() throws Exception {
    Sha256 other = Sha256.ofUtf8("other");
    String message = message(() -> download().fetch(url("/base.txz"), other));
    assertEquals(
        url("/base.txz") + " has the SHA-256 " + HASH + ", but " + other + " is expected", message);
    assertEquals(List.of("lock"), cached());
  }

  @Test
  void resumesWhereAnAttemptBrokeOff() throws Exception {
    breaks.addAll(List.of(1_000_000, 500_000));
    assertArrayEquals(FILE, Files.readAllBytes(download().fetch(url("/base.txz"), HASH)));
    assertEquals(3, requests.size());
    assertEquals("GET /base.txz", requests.get(0));
    for (String request : requests.subList(1, 3)) {
      assertTrue(request.matches("GET /base.txz bytes=[1-9][0-9]*- if \"one\""), request);
    }
    assertEquals(List.of(HASH.hex(), "lock"), cached());
  }

  @Test
  void resumesWhatAnEarlierRunLeft() throws Exception {
    breaks.addAll(List.of(900_000, 0, 0, 0));
    String message = message(() -> download().fetch(url("/base.txz"), HASH));
    assertTrue(message.startsWith("cannot get " + url("/base.txz") + ": "), message);
    long left = Files.size(dir.resolve("cache/" + HASH + ".part"));
    assertTrue(left > 0 && left <= 900_000, "left " + left);
    requests.clear();
    assertArrayEquals(FILE, Files.readAllBytes(download().fetch(url("/base.txz"), HASH)));
    assertEquals(List.of("GET /base.txz bytes=" + left + "- if \"one\""), requests);
  }

  @Test
  void startsOverWhenTheFileHasChanged() throws Exception {
    leavePart(Arrays.copyOf(file(2, 10_000), 10_000), "\"zero\"");
    assertArrayEquals(FILE, Files.readAllBytes(download().fetch(url("/base.txz"), HASH)));
    assertEquals(List.of("GET /base.txz bytes=10000- if \"zero\""), requests);
  }

  @Test
  void startsOverWhenTheServerDoesNotNoticeTheChange() throws Exception {
    leavePart(Arrays.copyOf(file(2, 10_000), 10_000), "\"one\"");
    assertArrayEquals(FILE, Files.readAllBytes(download().fetch(url("/base.txz"), HASH)));
    assertEquals(2, requests.size());
    assertEquals("GET /base.txz", requests.get(1));
  }

  @Test
  void startsOverWhenThereIsMoreThanTheServerHas() throws Exception {
    leavePart(file(3, FILE.length + 1), "\"one\"");
    assertArrayEquals(FILE, Files.readAllBytes(download().fetch(url("/base.txz"), HASH)));
  }

  @Test
  void getsADamagedCachedFileAgain() throws Exception {
    Path path = download().fetch(url("/base.txz"), HASH);
    Files.write(path, file(2, 100));
    assertArrayEquals(FILE, Files.readAllBytes(download().fetch(url("/base.txz"), HASH)));
    assertTrue(events.stream().anyMatch(e -> e instanceof Event.Warning), "no warning");
  }

  @Test
  void saysWhatTheServerAnswers() {
    assertEquals(
        "cannot get " + url("/none") + ": the server answers with status 404",
        message(() -> download().fetch(url("/none"), HASH)));
    assertEquals(1, requests.size());
    assertEquals(
        "cannot get " + url("/broken") + ": the server answers with status 503",
        message(() -> download().fetch(url("/broken"), HASH)));
    assertEquals(1 + 4, requests.size());
    assertEquals(
        "cannot get ftp://a/b: only http, https and file URLs can be had",
        message(() -> download().fetch(URI.create("ftp://a/b"), HASH)));
    assertEquals(
        "cannot get file:base.txz: it has no absolute path",
        message(() -> download().fetch(URI.create("file:base.txz"), HASH)));
  }

  @Test
  void doesNotWaitForEver() {
    Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(1), 1, Duration.ZERO);
    Download download = new Download(dir.resolve("cache"), Map.of(), events::add, limits);
    assertEquals(
        "cannot get " + url("/stall") + ": nothing came for 1 s",
        message(() -> download.fetch(url("/stall"), HASH)));
  }

  @Test
  void severalWantTheSameFileAndOneGetsIt() throws Exception {
    List<Callable<Path>> tasks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tasks.add(() -> download().fetch(url("/base.txz"), HASH));
    }
    for (Future<Path> result : threads.invokeAll(tasks)) {
      assertArrayEquals(FILE, Files.readAllBytes(result.get()));
    }
    assertEquals(List.of("GET /base.txz"), requests);
  }

  @Test
  void goesThroughTheProxyOfTheEnvironment() throws Exception {
    String proxy = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    Map<String, String> environment = Map.of("http_proxy", proxy, "no_proxy", "example.org");
    URI elsewhere = URI.create("http://mirror.invalid/base.txz");
    assertArrayEquals(FILE, Files.readAllBytes(download(environment).fetch(elsewhere, HASH)));
    assertEquals(List.of("GET http://mirror.invalid/base.txz"), requests);
    assertEquals(
        "cannot use the proxy `http://…@h:1' of the environment",
        message(
            () ->
                download(Map.of("http_proxy", "http://me:secret@h:1"))
                    .fetch(elsewhere, Sha256.ofUtf8("x"))));
  }

  @Test
  void knowsWhichHostsNeedNoProxy() {
    EnvironmentProxies proxies =
        new EnvironmentProxies(
            Map.of("HTTPS_PROXY", "p:8080", "HTTP_PROXY", "evil:1", "NO_PROXY", ".local,a.org"));
    assertEquals("[HTTP @ p/<unresolved>:8080]", proxied(proxies, "https://b.org/x"));
    assertEquals("[DIRECT]", proxied(proxies, "https://a.org/x"));
    assertEquals("[DIRECT]", proxied(proxies, "https://www.a.org/x"));
    assertEquals("[DIRECT]", proxied(proxies, "https://host.local/x"));
    assertEquals("[DIRECT]", proxied(proxies, "http://b.org/x"));
  }

  private static String proxied(EnvironmentProxies proxies, String url) {
    return proxies.select(URI.create(url)).toString().replaceFirst("p/[0-9.]+:", "p/<unresolved>:");
  }

  private Download download() {
    return download(Map.of());
  }

  private Download download(Map<String, String> environment) {
    Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 4, Duration.ZERO);
    return new Download(dir.resolve("cache"), environment, events::add, limits);
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("cache"))) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private void leavePart(byte[] bytes, String validator) throws IOException {
    Path cache = Files.createDirectories(dir.resolve("cache"));
    Files.write(cache.resolve(HASH + ".part"), bytes);
    Files.write(
        cache.resolve(HASH + ".part.origin"), List.of(url("/base.txz").toString(), validator));
  }

  private static String message(Callable<Path> action) {
    FruixException e = assertThrows(FruixException.class, action::call);
    return e.diagnostics().get(0).message();
  }

  private void serve(HttpExchange exchange, byte[] body) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    requests.add(
        "GET "
            + exchange.getRequestURI()
            + (range == null ? "" : " " + range + " if " + condition));
    int start = 0;
    if (range != null && etag.equals(condition)) {
      start = Integer.parseInt(range.replaceAll("[^0-9]", ""));
    }
    exchange.getResponseHeaders().set("ETag", etag);
    if (start > body.length) {
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-/" + body.length);
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, body.length - start);
    int length = breaks.isEmpty() ? body.length - start : breaks.remove(0);
    OutputStream out = exchange.getResponseBody();
    out.write(body, start, length);
    out.flush();
    if (length < body.length - start) {
      throw new IOException("the server closes the connection at this");
    }
    exchange.close();
  }

  private static void stall(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write(new byte[10]);
    exchange.getResponseBody().flush();
    try {
      Thread.sleep(30_000);
    } catch (InterruptedException e) {
      exchange.close();
    }
  }

  private void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    status(exchange, 302);
  }

  private void status(HttpExchange exchange, int status) throws IOException {
    requests.add("GET " + exchange.getRequestURI());
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static HttpServer unstarted() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] file(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}

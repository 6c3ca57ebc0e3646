package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetchBuilderTest {
  private static final byte[] CONTENT = "distribution".getBytes(StandardCharsets.UTF_8);
  private static final Sha256 HASH = Sha256.of(CONTENT);

  private final AtomicInteger requests = new AtomicInteger();
  private Path root;
  private Workshop shop;
  private HttpServer server;

  @BeforeEach
  void open(@TempDir Path root) throws IOException {
    this.root = root;
    shop = new Workshop(root.resolve("root"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/base.txz",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    shop.close();
  }

  private String url(String path) {
    return "http://"
        + server.getAddress().getHostString()
        + ":"
        + server.getAddress().getPort()
        + path;
  }

  private static Derivation fetch(Sha256 hash, String... urls) {
    return Fetch.derivation("base.txz", List.of(urls), hash);
  }

  @Test
  void downloadsOnceAndKeepsACopy() throws IOException {
    Derivation wanted = fetch(HASH, url("/base.txz"));
    String manifest = shop.build(wanted);
    assertEquals(". type=file uid=0 gid=0 mode=0444 size=12 sha256digest=" + HASH + "\n", manifest);
    assertTrue(
        Files.exists(shop.root.resolve("frx/var/cache/fruix/downloads").resolve(HASH.hex())));
    assertEquals(1, requests.get());
  }

  @Test
  void whereItComesFromIsNoPartOfThePath() throws IOException {
    Path copy = Files.write(root.resolve("copy"), CONTENT);
    Derivation here = fetch(HASH, copy.toString());
    assertEquals(fetch(HASH, "https://mirror.example/base.txz").path(), here.path());
    assertNotEquals(fetch(Sha256.ofUtf8("other"), copy.toString()).path(), here.path());
    assertNotEquals(
        Fetch.derivation("kernel.txz", List.of(copy.toString()), HASH).path(), here.path());
    shop.build(here);
    assertEquals("distribution", shop.text(here, ""));
    shop.build(fetch(HASH, url("/base.txz")));
    assertEquals(0, requests.get(), "it is there already");
  }

  @Test
  void triesTheNextWhenOneFails() throws IOException {
    Path wrong = Files.writeString(root.resolve("wrong"), "wrong");
    Derivation wanted =
        fetch(HASH, root.resolve("absent").toString(), wrong.toUri().toString(), url("/base.txz"));
    shop.build(wanted);
    assertEquals(1, requests.get());
  }

  @Test
  void wrongHashNamesBoth() throws IOException {
    Sha256 other = Sha256.ofUtf8("other");
    for (String place :
        List.of(url("/base.txz"), Files.write(root.resolve("f"), CONTENT).toString())) {
      FruixException e = shop.failure(fetch(other, place));
      assertTrue(
          e.getMessage().contains("has the SHA-256 " + HASH + ", but " + other + " is expected"),
          e.getMessage());
    }
  }

  @Test
  void refusesWhatIsNoUrl() {
    assertTrue(
        shop.failure(fetch(HASH, "http://[")).getMessage().contains("`http://[' is not a URL"));
    assertTrue(
        shop.failure(fetch(HASH, "ftp://mirror.example/x")).getMessage().contains("only http"));
    assertTrue(shop.failure(fetch(HASH)).getMessage().contains("are both needed"));
  }
}

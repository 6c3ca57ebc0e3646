package fruix.archive.fetch;

import fruix.diag.FruixException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code no_proxy}
 * name, the last three in capitals too, as fetch(1) and curl(1) know them.
 */
final class EnvironmentProxies extends ProxySelector {
  private static final int USUAL_PORT = 3128;

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    String value = uri.getScheme().equals("https") ? of("https_proxy") : http();
    if (value.isEmpty()) {
      value = of("all_proxy");
    }
    if (value.isEmpty() || isExempt(uri.getHost())) {
      return List.of(Proxy.NO_PROXY);
    }
    URI proxy = parse(value);
    int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The request itself fails with the same exception.
  }

  /** A CGI program's environment has the client's "Proxy:" header as HTTP_PROXY: not that one. */
  private String http() {
    return environment.getOrDefault("http_proxy", "");
  }

  private String of(String name) {
    String value = environment.get(name);
    return value == null ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : value;
  }

  private boolean isExempt(String host) {
    for (String word : of("no_proxy").split("[, ]+", -1)) {
      String suffix = word.startsWith(".") ? word.substring(1) : word;
      if (word.equals("*")
          || !suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix))) {
        return true;
      }
    }
    return false;
  }

  private static URI parse(String value) {
    try {
      URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
      if (proxy.getScheme().equals("http")
          && proxy.getHost() != null
          && proxy.getUserInfo() == null) {
        return proxy;
      }
    } catch (IllegalArgumentException e) {
      throw refused(value, e);
    }
    throw refused(value, null);
  }

  private static FruixException refused(String value, @Nullable IllegalArgumentException cause) {
    String shown = value.replaceFirst("//[^@/]*@", "//…@");
    FruixException e =
        FruixException.failed(
            "cannot use the proxy `" + shown + "' of the environment",
            "a proxy is given as http://HOST:PORT, without a password");
    if (cause != null) {
      e.addSuppressed(cause);
    }
    return e;
  }
}

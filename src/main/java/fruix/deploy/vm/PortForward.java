package fruix.deploy.vm;

/**
 * A TCP port of this machine's loopback that leads to one of the guest's.
 *
 * @param host 1…65535
 * @param guest 1…65535
 */
public record PortForward(int host, int guest) {
  private static final int LARGEST = 65535;

  public PortForward {
    if (host < 1 || host > LARGEST || guest < 1 || guest > LARGEST) {
      throw new IllegalArgumentException("not ports: " + host + ":" + guest);
    }
  }

  /** As {@code 2222:22}; IllegalArgumentException for what does not read so. */
  public static PortForward parse(String text) {
    if (!text.matches("[0-9]{1,5}:[0-9]{1,5}")) {
      throw new IllegalArgumentException("not HOST:GUEST: " + text);
    }
    String[] ports = text.split(":", 2);
    return new PortForward(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
  }

  String rule() {
    return "hostfwd=tcp:127.0.0.1:" + host + "-:" + guest;
  }
}

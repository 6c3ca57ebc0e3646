package fruix.deploy.install;

/** How udev writes labels and serial numbers in the names of links. */
final class UdevName {
  private static final String PLAIN = "#+-.:=@_";

  private UdevName() {}

  /** TEXT with what may not stand in a name as {@code \xHH} ({@code udev_util_encode_string}). */
  static String encode(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c >= 0x80
              || PLAIN.indexOf(c) >= 0;
      out.append(plain ? String.valueOf(c) : String.format("\\x%02x", (int) c));
    }
    return out.toString();
  }
}

package fruix.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Makes ustar archives of any content, good or bad, without asking what is allowed. */
final class TarBuilder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TarBuilder dir(String name) {
    return member('5', name, "", new byte[0]);
  }

  TarBuilder file(String name, String content) {
    return member('0', name, "", content.getBytes(StandardCharsets.UTF_8));
  }

  TarBuilder symlink(String name, String target) {
    return member('2', name, target, new byte[0]);
  }

  TarBuilder hardlink(String name, String existing) {
    return member('1', name, existing, new byte[0]);
  }

  /** A pax header for the next member; KEY=VALUE with bytes given a char each. */
  TarBuilder pax(String key, String value) {
    String rest = " " + key + "=" + value + "\n";
    int length = rest.length() + 1;
    while (Integer.toString(length).length() + rest.length() != length) {
      length = Integer.toString(length).length() + rest.length();
    }
    return member('x', "PaxHeader", "", (length + rest).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The name of the next member, as GNU tar gives long ones. */
  TarBuilder gnuLongName(String name) {
    return member('L', "././@LongLink", "", (name + "\0").getBytes(StandardCharsets.UTF_8));
  }

  TarBuilder member(char type, String name, String link, byte[] content) {
    byte[] header = new byte[512];
    text(header, 0, name);
    text(header, 100, type == '5' ? "0000755" : "0000644");
    text(header, 108, "0000001");
    text(header, 116, "0000002");
    text(header, 124, String.format(Locale.ROOT, "%011o", content.length));
    text(header, 136, "00000000000");
    header[156] = (byte) type;
    text(header, 157, link);
    text(header, 257, "ustar\00000");
    checksum(header);
    out.writeBytes(header);
    out.writeBytes(content);
    out.writeBytes(new byte[(512 - content.length % 512) % 512]);
    return this;
  }

  private static void checksum(byte[] header) {
    text(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    text(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
  }

  private static void text(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** The members so far, without an end. */
  byte[] open() {
    return out.toByteArray();
  }

  /** The members so far and the two records of zeros. */
  byte[] end() {
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }
}

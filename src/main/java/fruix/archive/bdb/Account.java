package fruix.archive.bdb;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A line of {@code master.passwd}, read as {@code __pw_scan} of FreeBSD's C library does; the
 * strings have one char a byte.
 *
 * @param fields which fields were not empty, as the {@code _PWF_} bits of {@code pwd.h}
 */
record Account(
    String name,
    String password,
    long uid,
    long gid,
    String loginClass,
    long change,
    long expire,
    String gecos,
    String home,
    String shell,
    int fields) {
  private static final int FIELDS = 10;
  private static final long MAX_ID = 0xffffffffL;
  private static final Pattern ID = Pattern.compile("[0-9]{1,10}");

  /** Where the bit of each field of a line is: name, passwd, uid, gid, class, change, expire … */
  private static final int[] BITS = {0, 1, 2, 3, 5, 4, 9, 6, 7, 8};

  /** Throws IllegalArgumentException, saying why, for a line that {@code pwd_mkdb} refuses. */
  static Account parse(String line) {
    String[] f = line.split(":", -1);
    if (f.length != FIELDS) {
      throw new IllegalArgumentException(
          "a line of master.passwd has " + FIELDS + " fields, not " + f.length);
    }
    int bits = 0;
    for (int i = 0; i < FIELDS; i++) {
      bits |= f[i].isEmpty() ? 0 : 1 << BITS[i];
    }
    if (f[0].startsWith("+") && f[0].length() > 1) {
      bits &= ~1;
    }
    boolean nis = f[0].startsWith("+") || f[0].startsWith("-");
    long uid = id("uid", f[2], nis);
    long gid = id("gid", f[3], nis);
    if (f[0].equals("root") && uid != 0) {
      throw new IllegalArgumentException("root's uid is 0, not " + uid);
    }
    return new Account(f[0], f[1], uid, gid, f[4], time(f[5]), time(f[6]), f[7], f[8], f[9], bits);
  }

  boolean isNis() {
    return name.startsWith("+") || name.startsWith("-");
  }

  /** The value in the database, with SHOWN for the password. */
  byte[] record(String shown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      string(out, name);
      string(out, shown);
      out.writeInt((int) uid);
      out.writeInt((int) gid);
      out.writeInt((int) change);
      string(out, loginClass);
      string(out, gecos);
      string(out, home);
      string(out, shell);
      out.writeInt((int) expire);
      out.writeInt(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** The line of {@code passwd(5)}. */
  String publicLine() {
    String u = (fields & 4) != 0 ? Long.toString(uid) : "";
    String g = (fields & 8) != 0 ? Long.toString(gid) : "";
    return String.join(":", name, "*", u, g, gecos, home, shell);
  }

  private static void string(DataOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.write(0);
  }

  private static long id(String what, String text, boolean mayLack) {
    if (text.isEmpty() && mayLack) {
      return 0;
    }
    if (!ID.matcher(text).matches() || Long.parseLong(text) > MAX_ID) {
      throw new IllegalArgumentException("not a " + what + ": `" + text + "'");
    }
    return Long.parseLong(text);
  }

  /** As {@code atol(3)}, for times that fit: nothing that is a number counts as 0. */
  private static long time(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("-?[0-9]{1,18}")) {
      throw new IllegalArgumentException("not a time: `" + text + "'");
    }
    return Long.parseLong(text);
  }
}

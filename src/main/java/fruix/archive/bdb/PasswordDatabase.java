package fruix.archive.bdb;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What {@code pwd_mkdb -i -p} makes of {@code master.passwd}, byte for byte: {@code pwd.db}, which
 * everyone may read and which has {@code *} for every password, {@code spwd.db} (mode 0600) with
 * the passwords, and {@code passwd}.
 */
public final class PasswordDatabase {
  /** A line with its newline must fit {@code LINE_MAX}. */
  private static final int MAX_LINE = 2046;

  private static final byte[] VERSION_KEY = key(0xff, "VERSION");
  private static final byte[] VERSION = {4};

  /** The tags of keys: format version 4, then name, number of the entry, uid and so on. */
  private static final int BY_NAME = 0x41;

  private static final int BY_NUMBER = 0x42;
  private static final int BY_UID = 0x43;
  private static final int NIS_ENABLED = 0x44;
  private static final int NIS_BY_NUMBER = 0x45;

  private final HashTable open = new HashTable();
  private final HashTable secret = new HashTable();
  private final ByteArrayOutputStream passwd = new ByteArrayOutputStream();
  private int entries;
  private int nisEntries;

  private PasswordDatabase() {
    open.putNew(VERSION_KEY, VERSION);
    secret.putNew(VERSION_KEY, VERSION);
  }

  /**
   * Reads MASTER_PASSWD, which is called NAME in diagnostics. Of two accounts with one name or uid
   * the first is the one found. Throws FruixException at a line that {@code pwd_mkdb} refuses.
   */
  public static PasswordDatabase of(String name, byte[] masterPasswd) {
    PasswordDatabase database = new PasswordDatabase();
    String text = new String(masterPasswd, StandardCharsets.ISO_8859_1);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String start = line.replaceFirst("^[ \t]*", "");
      if (start.isEmpty() || start.startsWith("#")) {
        continue;
      }
      try {
        database.add(account(line));
      } catch (IllegalArgumentException e) {
        throw new FruixException(
            Diagnostic.of(ExitCode.FAILED, String.valueOf(e.getMessage()))
                .withLocation(new Location(name, number, 0)));
      }
    }
    database.finish();
    return database;
  }

  /** The contents of {@code pwd.db}. */
  public byte[] pwdDb() {
    return open.toBytes();
  }

  /** The contents of {@code spwd.db}. */
  public byte[] spwdDb() {
    return secret.toBytes();
  }

  /** The contents of {@code passwd}. */
  public byte[] passwd() {
    return passwd.toByteArray();
  }

  private static Account account(String line) {
    if (line.length() > MAX_LINE || line.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the line is too long or holds a NUL");
    }
    return Account.parse(line);
  }

  private void add(Account account) {
    entries++;
    put(key(BY_NAME, account.name()), account);
    put(key(BY_NUMBER, entries), account);
    put(key(BY_UID, (int) account.uid()), account);
    if (account.isNis()) {
      nisEntries++;
      put(key(NIS_BY_NUMBER, nisEntries), account);
    }
    passwd.writeBytes((account.publicLine() + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private void put(byte[] key, Account account) {
    open.putNew(key, account.record("*"));
    secret.putNew(key, account.record(account.password()));
  }

  private void finish() {
    if (nisEntries > 0) {
      byte[] key = {NIS_ENABLED};
      byte[] value = {3};
      open.putNew(key, value);
      secret.putNew(key, value);
    }
  }

  private static byte[] key(int tag, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(1 + bytes.length).put((byte) tag).put(bytes).array();
  }

  private static byte[] key(int tag, int number) {
    return ByteBuffer.allocate(5).put((byte) tag).putInt(number).array();
  }
}

package fruix.mtree;

import java.util.Map;

/**
 * The ids of {@code etc/master.passwd} and {@code etc/group} of FreeBSD 13.2, and the group that 14
 * added. An id never changes its owner between releases.
 */
final class WellKnownIds {
  static final Map<String, Long> USERS =
      Map.ofEntries(
          Map.entry("root", 0L),
          Map.entry("toor", 0L),
          Map.entry("daemon", 1L),
          Map.entry("operator", 2L),
          Map.entry("bin", 3L),
          Map.entry("tty", 4L),
          Map.entry("kmem", 5L),
          Map.entry("games", 7L),
          Map.entry("news", 8L),
          Map.entry("man", 9L),
          Map.entry("sshd", 22L),
          Map.entry("smmsp", 25L),
          Map.entry("mailnull", 26L),
          Map.entry("bind", 53L),
          Map.entry("unbound", 59L),
          Map.entry("proxy", 62L),
          Map.entry("_pflogd", 64L),
          Map.entry("_dhcp", 65L),
          Map.entry("uucp", 66L),
          Map.entry("pop", 68L),
          Map.entry("auditdistd", 78L),
          Map.entry("www", 80L),
          Map.entry("ntpd", 123L),
          Map.entry("_ypldap", 160L),
          Map.entry("hast", 845L),
          Map.entry("tests", 977L),
          Map.entry("nobody", 65534L));

  static final Map<String, Long> GROUPS =
      Map.ofEntries(
          Map.entry("wheel", 0L),
          Map.entry("daemon", 1L),
          Map.entry("kmem", 2L),
          Map.entry("sys", 3L),
          Map.entry("tty", 4L),
          Map.entry("operator", 5L),
          Map.entry("mail", 6L),
          Map.entry("bin", 7L),
          Map.entry("news", 8L),
          Map.entry("man", 9L),
          Map.entry("games", 13L),
          Map.entry("ftp", 14L),
          Map.entry("staff", 20L),
          Map.entry("sshd", 22L),
          Map.entry("smmsp", 25L),
          Map.entry("mailnull", 26L),
          Map.entry("guest", 31L),
          Map.entry("video", 44L),
          Map.entry("realtime", 47L),
          Map.entry("idletime", 48L),
          Map.entry("bind", 53L),
          Map.entry("unbound", 59L),
          Map.entry("proxy", 62L),
          Map.entry("authpf", 63L),
          Map.entry("_pflogd", 64L),
          Map.entry("_dhcp", 65L),
          Map.entry("uucp", 66L),
          Map.entry("dialer", 68L),
          Map.entry("network", 69L),
          Map.entry("audit", 77L),
          Map.entry("www", 80L),
          Map.entry("u2f", 116L),
          Map.entry("ntpd", 123L),
          Map.entry("_ypldap", 160L),
          Map.entry("hast", 845L),
          Map.entry("tests", 977L),
          Map.entry("nogroup", 65533L),
          Map.entry("nobody", 65534L));

  private WellKnownIds() {}
}

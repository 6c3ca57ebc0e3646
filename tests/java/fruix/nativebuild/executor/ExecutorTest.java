package fruix.nativebuild.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.sexp.SexpWriter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What executors may be, and what results tell of them. */
final class ExecutorTest {

  private static Executor executor(ExecutorKind kind, Map<String, String> properties) {
    return new Executor(kind, "builder", "1", new TreeMap<>(properties));
  }

  private static void refused(String why, ExecutorKind kind, Map<String, String> properties) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> executor(kind, properties)).getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void propertiesAreThoseOfTheKind() {
    refused("needs the property `host'", ExecutorKind.SSH_GUEST, Map.of());
    refused("no property `host'", ExecutorKind.HOST, Map.of("host", "a"));
    refused("no property `port'", ExecutorKind.JAIL, Map.of("root", "/", "port", "1"));
    refused("needs the property `root'", ExecutorKind.JAIL, Map.of());
    refused("cannot be the property `root'", ExecutorKind.JAIL, Map.of("root", "relative"));
    assertEquals("/j", executor(ExecutorKind.JAIL, Map.of("root", "/j")).property("root").get());
  }

  @Test
  void hostIsNoOptionOfSsh() {
    refused("cannot be the property", ExecutorKind.SSH_GUEST, Map.of("host", "-oProxyCommand=x"));
    refused("cannot be the property", ExecutorKind.SSH_GUEST, Map.of("host", "a b"));
    refused(
        "cannot be the property", ExecutorKind.SSH_GUEST, Map.of("host", "a", "user", "-l root"));
    refused("cannot be the property", ExecutorKind.SSH_GUEST, Map.of("host", "a", "port", "0"));
    refused(
        "cannot be the property",
        ExecutorKind.SSH_GUEST,
        Map.of("host", "a", "strict-host-key-checking", "perhaps"));
  }

  @Test
  void namesAreWords() {
    for (String name : new String[] {"", "a b", "-x", "a/b", "x".repeat(65)}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Executor(ExecutorKind.HOST, name, "1", new TreeMap<>()),
          name);
    }
  }

  @Test
  void resultsDoNotTellOfTheDrivingMachine() {
    Executor guest =
        executor(
            ExecutorKind.SSH_GUEST,
            Map.of(
                "host", "192.0.2.7",
                "port", "2222",
                "identity-file", "/home/me/.ssh/id",
                "known-hosts-file", "/home/me/known",
                "connect-timeout", "5",
                "strict-host-key-checking", "no"));
    assertEquals(
        "(executor (kind ssh-guest) (name \"builder\") (version \"1\")"
            + " (properties (\"host\" \"192.0.2.7\") (\"port\" \"2222\")))",
        SexpWriter.canonical(guest.told().toDatum()));
  }
}

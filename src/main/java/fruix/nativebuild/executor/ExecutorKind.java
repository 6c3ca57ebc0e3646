package fruix.nativebuild.executor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of executor and the properties that each may have. */
public enum ExecutorKind {
  /** This machine, by the builder {@code freebsd-build}. */
  HOST("host"),
  /** A FreeBSD machine that this one drives over ssh. */
  SSH_GUEST(
      "ssh-guest",
      ExecutorProperty.required("host", "[A-Za-z0-9_][A-Za-z0-9_.:%-]*"),
      ExecutorProperty.optional(
          "port",
          "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"),
      ExecutorProperty.optional("user", "[A-Za-z0-9_][A-Za-z0-9_.-]*"),
      ExecutorProperty.local("identity-file", "/.+"),
      ExecutorProperty.local("known-hosts-file", "/.+"),
      ExecutorProperty.local("strict-host-key-checking", "yes|accept-new|no"),
      ExecutorProperty.local("connect-timeout", "[1-9][0-9]{0,4}")),
  /** The machine itself, whose operator runs the helper of its closure. */
  SELF_HOSTED("self-hosted"),
  /** A jail of a FreeBSD host. */
  JAIL(
      "jail",
      ExecutorProperty.required("root", "/.*"),
      ExecutorProperty.optional("host-name", "[A-Za-z0-9][A-Za-z0-9.-]*"));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<ExecutorProperty> properties;

  ExecutorKind(String label, ExecutorProperty... properties) {
    this.label = label;
    this.properties = List.of(properties);
  }

  /** As declarations and results spell it: {@code ssh-guest}. */
  public String label() {
    return label;
  }

  List<ExecutorProperty> properties() {
    return properties;
  }

  /** The kind that is spelt LABEL. */
  public static Optional<ExecutorKind> labelled(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  /** All labels, for messages. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ExecutorKind::label).toList();
  }
}

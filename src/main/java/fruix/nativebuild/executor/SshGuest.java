package fruix.nativebuild.executor;

import fruix.process.CommandSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A guest that is driven over ssh, without ever asking anything. */
final class SshGuest implements DrivenMachine {
  /** No build takes longer, and one that does has hung. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Engine engine;
  private final Path ssh;
  private final Path scp;
  private final Map<String, String> environment;

  /**
   * @param environment what ssh sees: where its agent and its files are
   */
  SshGuest(Engine engine, Path ssh, Path scp, Map<String, String> environment) {
    this.engine = engine;
    this.ssh = ssh;
    this.scp = scp;
    this.environment = environment;
  }

  private String property(String name, String otherwise) {
    return engine.executor().property(name).orElse(otherwise);
  }

  private List<String> options() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=" + property("connect-timeout", "60"),
                "-o",
                "ServerAliveInterval=60",
                "-o",
                "StrictHostKeyChecking=" + property("strict-host-key-checking", "yes")));
    engine
        .executor()
        .property("known-hosts-file")
        .ifPresent(file -> options.addAll(List.of("-o", "UserKnownHostsFile=\"" + file + "\"")));
    engine
        .executor()
        .property("identity-file")
        .ifPresent(file -> options.addAll(List.of("-o", "IdentitiesOnly=yes", "-i", file)));
    return options;
  }

  /** COMMAND, run by the guest's own shell, whichever that is. */
  private CommandSpec remote(List<String> command) {
    List<String> all = new ArrayList<>(List.of(ssh.toString(), "-T"));
    all.addAll(options());
    all.addAll(List.of("-p", property("port", "22"), "-l", property("user", "root")));
    all.addAll(List.of("--", property("host", "")));
    all.add(command.stream().map(SshGuest::quoted).collect(Collectors.joining(" ")));
    return local(all);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private CommandSpec copy(String from, String to) {
    List<String> all = new ArrayList<>(List.of(scp.toString(), "-q"));
    all.addAll(options());
    all.addAll(List.of("-P", property("port", "22"), "--", from, to));
    return local(all);
  }

  private CommandSpec local(List<String> command) {
    return CommandSpec.of(command, Path.of("/"), LONGEST).withEnvironment(environment);
  }

  private String there(String path) {
    String host = property("host", "");
    return property("user", "root")
        + "@"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + path;
  }

  @Override
  public List<CommandSpec> prepare(Path script) {
    return List.of(copy(script.toString(), there(engine.script())));
  }

  @Override
  public CommandSpec step(String step) {
    return remote(engine.command(step));
  }

  @Override
  public List<CommandSpec> collect(Path archive) {
    return List.of(step("archive"), copy(there(engine.archive()), archive.toString()));
  }

  @Override
  public Optional<Path> result() {
    return Optional.empty();
  }

  @Override
  public List<CommandSpec> cleanUp() {
    return List.of(remote(List.of("rm", "-f", engine.script(), engine.archive())));
  }
}

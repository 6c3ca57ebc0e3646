package fruix.nativebuild.executor;

import fruix.process.CommandSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A jail of this FreeBSD host, made for one build and removed after it. */
final class Jail implements DrivenMachine {
  private static final Duration LONGEST = Duration.ofDays(7);

  /** Nothing of the host's environment goes into a jail, and nothing of it is needed. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/sbin:/bin:/usr/sbin:/usr/bin");

  private final Engine engine;
  private final String root;

  Jail(Engine engine) {
    this.engine = engine;
    this.root = engine.executor().property("root").orElseThrow();
  }

  /** The jail's name, in which a dot would make it the child of another. */
  private String name() {
    return "fruix-native-" + engine.runId().replace('.', '_');
  }

  private static CommandSpec local(List<String> command) {
    return CommandSpec.of(command, Path.of("/"), LONGEST).withEnvironment(ENVIRONMENT);
  }

  private Path inside(String path) {
    return Path.of(root, path);
  }

  @Override
  public List<CommandSpec> prepare(Path script) {
    String hostName = engine.executor().property("host-name").orElse("fruix-native-build");
    return List.of(
        local(List.of("/bin/cp", script.toString(), inside(engine.script()).toString())),
        local(
            List.of(
                "/usr/sbin/jail",
                "-c",
                "name=" + name(),
                "path=" + root,
                "host.hostname=" + hostName,
                "mount.devfs",
                "persist")));
  }

  @Override
  public CommandSpec step(String step) {
    List<String> command = new ArrayList<>(List.of("/usr/sbin/jexec", name()));
    command.addAll(engine.command(step));
    return local(command);
  }

  @Override
  public List<CommandSpec> collect(Path archive) {
    return List.of();
  }

  @Override
  public Optional<Path> result() {
    return Optional.of(inside(engine.result()));
  }

  @Override
  public List<CommandSpec> cleanUp() {
    return List.of(
        local(List.of("/usr/sbin/jail", "-r", name())),
        local(List.of("/bin/rm", "-f", inside(engine.script()).toString())));
  }
}

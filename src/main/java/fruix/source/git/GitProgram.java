package fruix.source.git;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.process.CommandResult;
import fruix.process.CommandSpec;
import fruix.process.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The {@code git} program, in an environment in which nothing but its arguments counts. */
public final class GitProgram {
  /** Where git looks for settings of the user, and finds none; never made. */
  private static final String NO_HOME = "/var/empty/fruix-no-home";

  /** How git may reach a repository; {@code ext::} and the like run programs. */
  private static final String PROTOCOLS = "file:git:http:https:ssh";

  /** So many of git's last words are shown. */
  private static final int SHOWN = 8;

  /** What servers put into their words and terminals do not show. */
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f]");

  /** What of the user's environment says how to reach the network, and nothing else. */
  private static final List<String> NETWORK =
      List.of(
          "http_proxy",
          "https_proxy",
          "HTTPS_PROXY",
          "all_proxy",
          "ALL_PROXY",
          "no_proxy",
          "NO_PROXY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "SSH_AUTH_SOCK");

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("HOME", NO_HOME),
          Map.entry("XDG_CONFIG_HOME", NO_HOME),
          Map.entry("LC_ALL", "C"),
          Map.entry("TZ", "UTC"),
          Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
          Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
          Map.entry("GIT_ATTR_NOSYSTEM", "1"),
          Map.entry("GIT_TERMINAL_PROMPT", "0"),
          Map.entry("GIT_ASKPASS", "false"),
          Map.entry("SSH_ASKPASS", "false"),
          Map.entry("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"),
          Map.entry("GIT_ALLOW_PROTOCOL", PROTOCOLS),
          Map.entry("GIT_NO_REPLACE_OBJECTS", "1"),
          Map.entry("GIT_NO_LAZY_FETCH", "1"));

  /** Git's own settings; a transfer below a kilobyte a second for a minute has stalled. */
  private static final List<String> SETTINGS =
      List.of(
          "core.hooksPath=/dev/null",
          "gc.auto=0",
          "maintenance.auto=false",
          "http.lowSpeedLimit=1000",
          "http.lowSpeedTime=60");

  private final Path program;
  private final Map<String, String> environment;
  private final ProcessRunner runner;

  private GitProgram(Path program, Map<String, String> environment, ProcessRunner runner) {
    this.program = program;
    this.environment = environment;
    this.runner = runner;
  }

  /** The git on the PATH of ENVIRONMENT; an error when there is none. */
  public static GitProgram find(Map<String, String> environment, ProcessRunner runner) {
    String path = environment.getOrDefault("PATH", "");
    Path program =
        Arrays.stream(path.split(":", -1))
            .filter(place -> place.startsWith("/"))
            .map(place -> Path.of(place, "git"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    FruixException.failed(
                        "there is no git on the PATH, and a source comes from a git repository",
                        "install git"));
    Map<String, String> variables = new LinkedHashMap<>(FIXED);
    variables.put("PATH", path);
    for (String name : NETWORK) {
      if (environment.containsKey(name)) {
        variables.put(name, environment.get(name));
      }
    }
    return new GitProgram(program, variables, runner);
  }

  /** What {@code git ARGUMENTS}, run in DIRECTORY, came to within LIMIT. */
  CommandResult run(Path directory, Duration limit, List<String> arguments) {
    return runner.run(command(directory, limit, arguments));
  }

  /** Is given what a program writes, while it runs. */
  interface Reader {
    void read(InputStream output) throws IOException;
  }

  /** Runs {@code git ARGUMENTS} in DIRECTORY on INPUT; an exit status other than 0 is an error. */
  void stream(Path directory, Duration limit, List<String> arguments, Path input, Reader reader)
      throws IOException {
    runner.stream(command(directory, limit, arguments), input, reader::read).orFail();
  }

  private CommandSpec command(Path directory, Duration limit, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    for (String setting : SETTINGS) {
      command.add("-c");
      command.add(setting);
    }
    command.addAll(arguments);
    return CommandSpec.of(command, directory, limit).withEnvironment(environment);
  }

  /** The error WHAT, with the last words of git. */
  static FruixException failure(String what, CommandResult result, String hint) {
    List<String> words =
        CONTROL
            .matcher(result.errors().strip())
            .replaceAll("")
            .lines()
            .map(line -> "git: " + line)
            .toList();
    return new FruixException(
        Diagnostic.of(ExitCode.FAILED, what)
            .withTrace(words.subList(Math.max(0, words.size() - SHOWN), words.size()))
            .withHint(hint));
  }
}

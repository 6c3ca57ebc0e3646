package fruix.nativebuild;

import fruix.process.CommandSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one stage is run: the arguments and the whole environment of make, and what is wrapped around
 * it.
 *
 * @param source the source tree as the host sees it
 */
record MakeCommand(
    BuildSettings settings,
    NativeHost host,
    Toolchain tools,
    Path source,
    ObjectDirectory directory) {
  /** The PATH of make, whoever calls. */
  static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final Duration LIMIT = Duration.ofDays(7);

  /** The command for STAGE. */
  CommandSpec of(Stage stage) {
    List<String> make = new ArrayList<>();
    make.addAll(program());
    make.addAll(arguments());
    if (stage.parallel()) {
      make.add("-j" + host.jobs());
    }
    make.addAll(stage.arguments());
    make.add(stage.target());
    Map<String, String> environment = environment();
    if (settings.method() == BuildSettings.Method.MAKE) {
      return spec(make, source, environment);
    }
    List<String> command = new ArrayList<>();
    command.add(host.program("python3").toString());
    command.add(directory.launcher().toString());
    command.add(directory.mark().toString());
    if (!settings.paths().isolated()) {
      command.addAll(make);
      return spec(command, source, environment);
    }
    command.addAll(isolation(environment));
    command.addAll(make);
    return spec(command, directory.objects(), Map.of("PATH", host.path(), "LC_ALL", "C"));
  }

  private static CommandSpec spec(
      List<String> command, Path directory, Map<String, String> environment) {
    return new CommandSpec(command, directory, environment, LIMIT, null);
  }

  private List<String> program() {
    if (settings.method() == BuildSettings.Method.MAKE) {
      return List.of("/usr/bin/make");
    }
    return List.of(
        host.program("python3").toString(),
        settings.paths().source() + "/tools/build/make.py",
        "--cross-bindir=" + tools.directory(),
        // There is nothing to clean: what lies there was made from the same source in the same way.
        "--no-clean");
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("TARGET=" + settings.target());
    arguments.add("TARGET_ARCH=" + settings.targetArch());
    arguments.add("SRCCONF=" + OwnFiles.srcConf(settings.paths()));
    arguments.add("__MAKE_CONF=/dev/null");
    arguments.add("SRC_ENV_CONF=/dev/null");
    if (settings.method() == BuildSettings.Method.MAKE) {
      arguments.add("-DWITHOUT_CLEAN");
    }
    if (!settings.configFiles().isEmpty()) {
      arguments.add("KERNCONFDIR=" + OwnFiles.configFiles(settings.paths()));
    }
    if (settings.part() == Part.KERNEL) {
      // By default, modules of the ports of this machine: /usr/local/sys/modules.
      arguments.add("LOCAL_MODULES=");
    }
    arguments.addAll(settings.flags());
    return arguments;
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("HOME", settings.paths().objects());
    variables.put("LC_ALL", "C");
    variables.put("LOGNAME", "root");
    variables.put("MAKEOBJDIRPREFIX", settings.paths().objects());
    variables.put("PATH", PATH);
    variables.put("SHELL", "/bin/sh");
    variables.put("TERM", "dumb");
    variables.put("TZ", "UTC");
    variables.put("USER", "root");
    if (settings.method() == BuildSettings.Method.MAKE && host.crossBindir().isPresent()) {
      // As make.py does with --cross-bindir.
      variables.put("XCC", tools.directory() + "/clang");
      variables.put("XCXX", tools.directory() + "/clang++");
      variables.put("XCPP", tools.directory() + "/clang-cpp");
      variables.put("XLD", tools.directory() + "/ld.lld");
    }
    if (settings.method() == BuildSettings.Method.MAKE_PY) {
      // A distribution's clang takes libstdc++ for any system but its own.
      variables.put("XCXXFLAGS", "-stdlib=libc++");
      // A test of bmake's own that fails where sh is dash; its makefile adds to this list.
      variables.put("BROKEN_TESTS", "opt-debug-x-trace");
      if (MakeFlags.value(settings.flags(), "SOURCE_DATE_EPOCH").isPresent()) {
        String shims = OwnFiles.shims(settings.paths());
        variables.merge("PATH", shims, (path, first) -> first + ":" + path);
      }
    }
    return variables;
  }

  private List<String> isolation(Map<String, String> environment) {
    List<String> command = new ArrayList<>(host.namespaceCommand());
    command.add("/bin/sh");
    command.add(directory.entrance().toString());
    command.add(directory.root().toString());
    command.add(source.toString());
    command.add(directory.objects().toString());
    command.add("/usr/bin/env");
    command.add("-C");
    command.add(settings.paths().source());
    command.add("-i");
    environment.forEach((name, value) -> command.add(name + "=" + value));
    return command;
  }
}

package fruix.nativebuild;

import fruix.build.BuildContext;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.process.CommandResult;
import fruix.process.CommandSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes one build through its stages. */
final class StageRunner {
  private final BuildContext context;
  private final NativeHost host;
  private final MakeCommand command;
  private final ObjectDirectory directory;
  private final Path log;

  StageRunner(
      BuildContext context, NativeHost host, MakeCommand command, ObjectDirectory directory) {
    this.context = context;
    this.host = host;
    this.command = command;
    this.directory = directory;
    this.log = NativeLogs.of(context.logFile());
  }

  /**
   * Runs every stage that is not complete; the first that fails ends the build. Returns how long
   * make ran.
   */
  Duration run() throws IOException, InterruptedException {
    Duration all = Duration.ZERO;
    for (Stage stage : Stage.of(command.settings())) {
      if (stage.isDone(directory.done())) {
        context.log(stage.target() + ": complete already");
        continue;
      }
      all = all.plus(run(stage));
      if (!stage.installs()) {
        directory.addDone(stage.target());
      }
    }
    return all;
  }

  private Duration run(Stage stage) throws IOException {
    context.note(stage.target() + " (" + command.settings().part().text() + ")");
    context.log("log of make: " + log);
    Timings timings = new Timings(directory.timings());
    long start = System.nanoTime();
    BuildOutput output =
        new BuildOutput(
            stage.target(),
            timings.of(stage.target()),
            context::progress,
            System::nanoTime,
            directory.log(),
            log);
    try (output) {
      output.line("+ " + String.join(" ", command.of(stage).command()));
      CommandResult result = make(command.of(stage), output);
      if (!result.succeeded()) {
        throw failure(stage, result, output);
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    context.log(stage.target() + ": " + Timings.seconds(took));
    timings.put(stage.target(), output.run());
    return took;
  }

  /**
   * Runs SPEC. What the launcher does elsewhere has to be done here for FreeBSD's make: a mark that
   * stays tells of a Fruix that was killed, and of a make that may still be running.
   */
  private CommandResult make(CommandSpec spec, BuildOutput output) throws IOException {
    if (command.settings().method() != BuildSettings.Method.MAKE) {
      return host.runner().run(spec, output::line);
    }
    Files.createFile(directory.mark());
    try {
      return host.runner().run(spec, output::line);
    } finally {
      Files.delete(directory.mark());
    }
  }

  private FruixException failure(Stage stage, CommandResult result, BuildOutput output) {
    List<String> report = output.error().report();
    List<String> trace = new ArrayList<>();
    trace.add("what make said when it first went wrong:");
    report.forEach(line -> trace.add("  " + line));
    String place = output.directory().isEmpty() ? "" : " in " + output.directory();
    String cause = output.error().cause().map(line -> ": " + line).orElse("");
    return new FruixException(
        Diagnostic.of(
                ExitCode.BUILD,
                "make "
                    + stage.target()
                    + " failed with exit status "
                    + result.status()
                    + place
                    + cause)
            .withTrace(trace)
            .withHint(
                "the whole log is " + log + " (gzip); run the command again to go on from here"));
  }
}

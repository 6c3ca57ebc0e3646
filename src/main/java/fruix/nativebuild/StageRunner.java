package fruix.nativebuild;

import fruix.build.BuildContext;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.process.CommandResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

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

  /** Runs every stage that is not complete; the first that fails ends the build. */
  void run() throws IOException, InterruptedException {
    for (Stage stage : Stage.of(command.settings())) {
      if (stage.isDone(directory.done())) {
        context.log(stage.target() + ": complete already");
        continue;
      }
      run(stage);
      if (!stage.installs()) {
        directory.addDone(stage.target());
      }
    }
  }

  private void run(Stage stage) throws IOException {
    context.note(stage.target() + " (" + command.settings().part().text() + ")");
    context.log("log of make: " + log);
    Timings timings = new Timings(directory.timings());
    Files.deleteIfExists(directory.log());
    BuildOutput output =
        new BuildOutput(
            stage.target(),
            timings.of(stage.target()),
            context::progress,
            System::nanoTime,
            directory.log());
    try (output) {
      output.line("+ " + String.join(" ", command.of(stage).command()));
      CommandResult result = host.runner().run(command.of(stage), output::line);
      if (!result.succeeded()) {
        throw failure(stage, result, output);
      }
    } finally {
      output.close();
      keepLog();
    }
    context.log(stage.target() + ": " + BuildOutput.clock(output.run().seconds()));
    timings.put(stage.target(), output.run());
  }

  private void keepLog() throws IOException {
    try (OutputStream packed =
        new GZIPOutputStream(
            Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      Files.copy(directory.log(), packed);
    }
    Files.delete(directory.log());
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

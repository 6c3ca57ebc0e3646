package fruix.nativebuild.executor;

import fruix.archive.ArchiveReader;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.event.EventSink;
import fruix.io.Deletion;
import fruix.process.CommandResult;
import fruix.process.CommandSpec;
import fruix.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Drives a native build on another machine, step by step, and brings the result here. */
public final class Drive {
  private static final int LAST_WORDS = 25;
  private static final Set<String> SEEN_BY_SSH = Set.of("HOME", "PATH", "SSH_AUTH_SOCK", "USER");

  private final ProcessRunner runner;
  private final EventSink events;
  private final Function<String, Optional<Path>> programs;
  private final Map<String, String> environment;

  /**
   * @param programs finds a program of this machine by its name
   * @param environment of which ssh gets to see what it needs
   */
  public Drive(
      ProcessRunner runner,
      EventSink events,
      Function<String, Optional<Path>> programs,
      Map<String, String> environment) {
    this.runner = runner;
    this.events = events;
    this.programs = programs;
    this.environment = environment;
  }

  /**
   * Runs all of ENGINE's steps and returns the result root: DIRECTORY, a directory that is made, or
   * where the machine has it if that is on this one. A step that fails is a FruixException, exit
   * status 4; an interrupt ends the build over there too.
   *
   * @param script the text of the engine
   */
  public Path run(Engine engine, String script, Path directory) {
    DrivenMachine machine = machine(engine);
    Path archive = directory.resolveSibling(directory.getFileName() + ".tar");
    try {
      Files.createDirectories(directory.resolveSibling(""));
      Path file = directory.resolveSibling(directory.getFileName() + ".sh");
      Files.writeString(file, script);
      try {
        machine.prepare(file).forEach(this::demand);
        build(engine, machine);
        machine.collect(archive).forEach(this::demand);
      } catch (FruixException e) {
        Files.deleteIfExists(archive);
        throw e;
      } finally {
        cleanUp(machine);
        Files.delete(file);
      }
      if (machine.result().isPresent()) {
        return machine.result().get();
      }
      unpack(archive, directory);
      return directory;
    } catch (IOException e) {
      throw FruixException.io("collect the result in", directory, e);
    }
  }

  /** What is not whole does not stay: with it, nobody could go on with the run. */
  private static void unpack(Path archive, Path directory) throws IOException {
    boolean whole = false;
    try {
      Files.createDirectory(directory);
      new ArchiveReader(1).read(archive, path -> true, new ResultDirectory(directory));
      whole = true;
    } finally {
      Files.delete(archive);
      if (!whole) {
        Deletion.deleteTree(directory);
      }
    }
  }

  private void build(Engine engine, DrivenMachine machine) {
    for (String step : engine.steps()) {
      events.emit(new Event.Note(engine.executor().name() + ": " + step));
      try {
        demand(machine.step(step));
      } catch (FruixException e) {
        if (e.exitCode() == ExitCode.INTERRUPTED) {
          stop(machine);
        }
        throw e;
      }
    }
  }

  /** Ends the build over there, although this thread has been interrupted. */
  private void stop(DrivenMachine machine) {
    boolean interrupted = Thread.interrupted();
    CommandResult result = runner.run(machine.step("stop"));
    if (!result.succeeded()) {
      events.emit(new Event.Warning("the build could not be stopped: " + result.errors().strip()));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is left over there is told, and no reason to lose what was made. */
  private void cleanUp(DrivenMachine machine) {
    boolean interrupted = Thread.interrupted();
    for (CommandSpec command : machine.cleanUp()) {
      CommandResult result = runner.run(command);
      if (!result.succeeded()) {
        events.emit(
            new Event.Warning(
                "`" + command.program() + "' could not clean up: " + result.errors().strip()));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void demand(CommandSpec command) {
    CommandResult result = runner.run(command);
    if (result.succeeded()) {
      return;
    }
    List<String> words = result.errors().strip().lines().toList();
    throw new FruixException(
        Diagnostic.of(
                ExitCode.BUILD,
                "`" + command.program() + "' failed with exit status " + result.status())
            .withTrace(words.subList(Math.max(0, words.size() - LAST_WORDS), words.size())));
  }

  private DrivenMachine machine(Engine engine) {
    return switch (engine.executor().kind()) {
      case SSH_GUEST -> new SshGuest(engine, program("ssh"), program("scp"), sshEnvironment());
      case JAIL -> {
        program("jail");
        yield new Jail(engine);
      }
      case SELF_HOSTED ->
          throw FruixException.failed(
              "a self-hosted executor cannot be driven from here",
              "run fruix-self-hosted-native-build on the machine, then promote its result");
      case HOST ->
          throw FruixException.failed(
              "the executor `" + engine.executor().name() + "' is this machine",
              "run `fruix native-build run'");
    };
  }

  private Map<String, String> sshEnvironment() {
    Map<String, String> seen = new HashMap<>(environment);
    seen.keySet().retainAll(SEEN_BY_SSH);
    return seen;
  }

  private Path program(String name) {
    return programs
        .apply(name)
        .orElseThrow(() -> FruixException.failed("there is no " + name + " on the PATH"));
  }

  /** Removes what {@link #run} brought to DIRECTORY. */
  public static void remove(Path directory) {
    try {
      Deletion.deleteTree(directory);
    } catch (IOException e) {
      throw FruixException.io("remove", directory, e);
    }
  }
}

package fruix.nativebuild.executor;

import fruix.process.CommandSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A machine that the engine runs on, as the commands of this one that have it do so. */
interface DrivenMachine {

  /** What puts the engine, the file SCRIPT, there. */
  List<CommandSpec> prepare(Path script);

  /** What runs one step of the engine. */
  CommandSpec step(String step);

  /** What brings the result root here, as the tar archive ARCHIVE; none when it is here already. */
  List<CommandSpec> collect(Path archive);

  /** Where the result root lies on this machine, if it needs no bringing. */
  Optional<Path> result();

  /** What removes all that was put there; the result root stays. */
  List<CommandSpec> cleanUp();
}

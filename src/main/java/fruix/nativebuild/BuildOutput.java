package fruix.nativebuild;

import fruix.diag.FruixException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Listens to one run of make: writes its log, tells how far it is, and remembers what went wrong
 * first. Lines come from one thread.
 */
final class BuildOutput implements AutoCloseable {
  /** {@code ===> lib/libc (obj,all,install)}. */
  private static final Pattern DIRECTORY = Pattern.compile("===> (\\S+) \\(.*\\)");

  /** {@code >>> stage 4.2: building libraries}. */
  private static final Pattern PHASE = Pattern.compile(">>> (stage \\S+: \\S.*)");

  private static final long NANOS = 1_000_000_000L;
  private static final int SECONDS = 60;

  /** Is told how far a run of make is. */
  @FunctionalInterface
  interface Progress {
    void report(String phase, long done, long total);
  }

  private final String target;
  private final Timings.Run before;
  private final Progress progress;
  private final LongSupplier nanoTime;
  private final long start;
  private final Path file;
  private final Path kept;
  private final BufferedWriter log;
  private final FirstError error = new FirstError();
  private int directories;
  private String directory = "";
  private String phase = "";

  /**
   * @param before the last run of TARGET, for the estimate
   * @param file holds what is said until it is all there
   * @param kept the compressed log that it is added to in the end
   */
  BuildOutput(
      String target,
      Timings.Run before,
      Progress progress,
      LongSupplier nanoTime,
      Path file,
      Path kept)
      throws IOException {
    this.target = target;
    this.before = before;
    this.progress = progress;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.file = file;
    this.kept = kept;
    keep(); // of a run that was killed
    this.log =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.ISO_8859_1));
  }

  private void keep() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (OutputStream packed =
        new GZIPOutputStream(
            Files.newOutputStream(kept, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      Files.copy(file, packed);
    }
    Files.delete(file);
  }

  synchronized void line(String line) {
    try {
      log.write(line);
      log.write('\n');
    } catch (IOException e) {
      throw FruixException.io("write", file, e);
    }
    error.line(line);
    Matcher entered = DIRECTORY.matcher(line);
    Matcher begun = PHASE.matcher(line);
    if (entered.matches()) {
      directories++;
      directory = entered.group(1);
      report();
    } else if (begun.matches()) {
      phase = begun.group(1);
      report();
    }
  }

  private void report() {
    progress.report(words(), Math.min(directories, before.directories()), before.directories());
  }

  /** {@code buildworld, stage 4.2: building libraries, lib/libc, 3:21 of about 12:40}. */
  private String words() {
    StringBuilder words = new StringBuilder(target);
    for (String more : new String[] {phase, directory}) {
      words.append(more.isEmpty() ? "" : ", ").append(more);
    }
    words.append(", ").append(clock(seconds()));
    if (before.seconds() > seconds()) {
      words.append(" of about ").append(clock(before.seconds()));
    }
    return words.toString();
  }

  static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / SECONDS, seconds % SECONDS);
  }

  private long seconds() {
    return (nanoTime.getAsLong() - start) / NANOS;
  }

  /** What this run was, for the next estimate. */
  synchronized Timings.Run run() {
    return new Timings.Run(directories, seconds());
  }

  /** The directory that make was in last; empty before the first. */
  synchronized String directory() {
    return directory;
  }

  FirstError error() {
    return error;
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
    keep();
  }
}

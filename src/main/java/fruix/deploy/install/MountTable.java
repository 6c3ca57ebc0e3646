package fruix.deploy.install;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux has mounted and swaps to ({@code proc(5)}). */
final class MountTable {
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private final Path mounts;
  private final Path swaps;
  private final DeviceNumber.Source numbers;

  MountTable(Path proc, DeviceNumber.Source numbers) {
    this.mounts = proc.resolve("self/mountinfo");
    this.swaps = proc.resolve("swaps");
    this.numbers = numbers;
  }

  /** What the device NUMBER, called NAME, is used for. */
  List<String> uses(String name, String number) {
    List<String> uses = new ArrayList<>();
    for (Mount mount : mounts()) {
      // Some file systems, as Btrfs, have numbers of their own; then the source is the device.
      if (mount.number().equals(number) || isDevice(mount.source(), number)) {
        uses.add(name + " is mounted on " + mount.place());
      }
    }
    for (String swap : swaps()) {
      if (isDevice(swap, number)) {
        uses.add(name + " is used for swap");
      }
    }
    return uses;
  }

  /** What the regular file FILE is used for. */
  List<String> uses(Path file) {
    return swaps().contains(file.toString()) ? List.of("it is used for swap") : List.of();
  }

  private boolean isDevice(String file, String number) {
    return file.startsWith("/")
        && numbers.of(Path.of(file)).map(DeviceNumber::toString).orElse("").equals(number);
  }

  private record Mount(String number, String place, String source) {}

  private List<Mount> mounts() {
    List<Mount> found = new ArrayList<>();
    for (String line : lines(mounts)) {
      List<String> fields = List.of(line.split(" "));
      int end = fields.indexOf("-"); // behind it: type, source, options
      if (end >= 6 && fields.size() > end + 2) {
        found.add(new Mount(fields.get(2), unescape(fields.get(4)), unescape(fields.get(end + 2))));
      }
    }
    return found;
  }

  /** None where the kernel was built without swap, and has no such file. */
  private List<String> swaps() {
    if (!Files.exists(swaps)) {
      return List.of();
    }
    return lines(swaps).stream().skip(1).map(line -> unescape(line.split("[ \t]", 2)[0])).toList();
  }

  private static String unescape(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 8))));
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }
}

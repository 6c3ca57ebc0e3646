package fruix.nativebuild;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads configuration files that a declaration names. */
final class ConfigReader {
  /** {@code include "GENERIC"}, with or without the quotes. */
  private static final Pattern INCLUDE =
      Pattern.compile("(?m)^\\s*(?:no)?include\\s+\"?([A-Za-z0-9._-]+)\"?");

  /** {@code .include <file>}, {@code .-include "file"} and their like. */
  private static final Pattern MAKE_INCLUDE =
      Pattern.compile("(?m)^\\.\\s*[sd-]?include\\b.*$|^\\s*include\\s.*$");

  private final Path directory;

  /**
   * @param directory what relative paths are taken from
   */
  ConfigReader(Path directory) {
    this.directory = directory;
  }

  /** The contents of the file PLACE. */
  String text(String place) {
    Path file = directory.resolve(place).normalize();
    if (file.toString().equals("/dev/null")) {
      return "";
    }
    if (!Files.isRegularFile(file)) {
      throw BuildRequest.wrong("there is no file " + file, "SRCCONF names a src.conf(5)");
    }
    String text = read(file);
    Matcher include = MAKE_INCLUDE.matcher(text);
    if (include.find()) {
      throw BuildRequest.wrong(
          file + " has `" + include.group().strip() + "'",
          "put the lines of that file into it: what decides a build has to be known before");
    }
    return text;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw BuildRequest.wrong(file + " is not text in UTF-8", null);
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }

  /**
   * The kernel configuration NAME in the directory PLACE and those of that directory that it
   * includes, sorted by name; what is not there comes from the source tree.
   */
  List<ConfigFile> configFiles(String place, String name) {
    Path top = directory.resolve(place).normalize();
    if (!Files.isDirectory(top)) {
      throw BuildRequest.wrong(
          "there is no directory " + top, "KERNCONFDIR names a directory of kernel configurations");
    }
    TreeMap<String, ConfigFile> found = new TreeMap<>();
    collect(top, name, found);
    return new ArrayList<>(found.values());
  }

  private static void collect(Path top, String name, Map<String, ConfigFile> found) {
    Path file = top.resolve(name);
    if (found.containsKey(name) || !Files.isRegularFile(file)) {
      return;
    }
    String text = read(file);
    found.put(name, new ConfigFile(name, text));
    Matcher includes = INCLUDE.matcher(text);
    while (includes.find()) {
      collect(top, includes.group(1), found);
    }
  }
}

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
  /** {@code include "GENERIC"} and what else names a file, with or without the quotes. */
  private static final Pattern FILE =
      Pattern.compile("(?m)^[ \\t]*(include|files|hints|env)[ \\t]+\"?([^\"\\s#]+)\"?");

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
    text.lines()
        .map(String::strip)
        .filter(line -> line.contains("=") && MakeFlags.compiler(line.replaceFirst("\\s+", "")))
        .findFirst()
        .ifPresent(
            line -> {
              throw BuildRequest.choosesCompiler(file + " has `" + line + "', which");
            });
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
    if (!Files.isRegularFile(top.resolve(name))) {
      throw BuildRequest.wrong(
          "there is no kernel configuration " + top.resolve(name),
          "KERNCONFDIR names the directory that holds the one that kernconf names");
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
    Matcher files = FILE.matcher(text);
    while (files.find()) {
      String other = files.group(2);
      demandKnown(file, files.group().strip(), other, Files.exists(top.resolve(other)));
      if (files.group(1).equals("include")) {
        collect(top, other, found);
      }
    }
  }

  /**
   * Refuses OTHER, which LINE of FILE names, if it may lie outside of FILE's directory and the
   * source.
   */
  private static void demandKnown(Path file, String line, String other, boolean beside) {
    boolean climbs = List.of(other.split("/", -1)).contains("..");
    if (other.startsWith("/") || climbs || other.contains("/") && beside) {
      throw BuildRequest.wrong(
          file + " has `" + line + "'",
          "name a file of the source, or an included one beside it without its directory: what"
              + " decides a build has to be known before");
    }
  }
}

package fruix.source.git;

import fruix.diag.Diagnostic;
import fruix.diag.DidYouMean;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.process.CommandResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a repository that may be far away what its branches and tags stand for. */
public final class GitRemote {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PEELED = "^{}";
  private static final List<String> KINDS = List.of("refs/heads/", "refs/tags/");

  private final GitProgram git;
  private final String url;

  public GitRemote(GitProgram git, String url) {
    this.git = git;
    this.url = url;
  }

  /** What a repository says of a branch or tag. */
  public final class Answer {
    private final String ref;
    private final List<String> names;
    private final Map<String, String> known;

    private Answer(String ref, List<String> names, Map<String, String> known) {
      this.ref = ref;
      this.names = names;
      this.known = known;
    }

    /** The commit; throws FruixException when there is no such branch or tag, or one of each. */
    public String commit() {
      List<String> found = names.stream().filter(known::containsKey).toList();
      if (found.isEmpty()) {
        throw wrong("the git repository " + url + " has no branch or tag `" + ref + "'", hint(ref));
      }
      if (found.size() > 1) {
        throw wrong(
            "`" + ref + "' is a branch and a tag of " + url,
            "say which: " + String.join(" or ", found));
      }
      String name = found.get(0);
      return known.getOrDefault(name + PEELED, known.getOrDefault(name, ""));
    }
  }

  /**
   * Asks what REF stands for now: a branch, a tag, or either in full, {@code refs/heads/…}. Throws
   * FruixException for a repository that cannot be asked.
   */
  public Answer ask(String ref) {
    List<String> names =
        ref.startsWith("refs/") || ref.equals("HEAD")
            ? List.of(ref)
            : KINDS.stream().map(kind -> kind + ref).toList();
    return new Answer(ref, names, refs(patterns(names)));
  }

  private static List<String> patterns(List<String> names) {
    List<String> patterns = new ArrayList<>(names);
    names.forEach(name -> patterns.add(name + PEELED));
    return patterns;
  }

  private static FruixException wrong(String message, String hint) {
    return new FruixException(Diagnostic.of(ExitCode.DECLARATION, message).withHint(hint));
  }

  private String hint(String ref) {
    List<String> all = new ArrayList<>();
    for (String name : refs(List.of("refs/heads/*", "refs/tags/*")).keySet()) {
      KINDS.stream()
          .filter(name::startsWith)
          .filter(kind -> !name.endsWith(PEELED))
          .forEach(kind -> all.add(name.substring(kind.length())));
    }
    if (all.isEmpty()) {
      return "it has none at all";
    }
    return DidYouMean.suggest(ref, all)
        .map(near -> "did you mean `" + near + "'?")
        .orElse("`git ls-remote " + url + "' lists what it has");
  }

  /** The refs that match PATTERNS, and what they stand for. */
  private Map<String, String> refs(List<String> patterns) {
    List<String> arguments = new ArrayList<>(List.of("ls-remote", "--", url));
    arguments.addAll(patterns);
    // From the root, so that no repository around here has a say in what the URL means.
    CommandResult result = git.run(Path.of("/"), LIMIT, arguments);
    if (!result.succeeded()) {
      throw GitProgram.failure(
          "cannot ask the git repository " + url, result, "is the URL right, and in reach?");
    }
    Map<String, String> refs = new LinkedHashMap<>();
    for (String line : result.output().lines().toList()) {
      String[] fields = line.split("\t", 2);
      if (fields.length == 2) {
        refs.put(fields[1], fields[0]);
      }
    }
    return refs;
  }
}

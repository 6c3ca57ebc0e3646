package fruix.nativebuild;

/**
 * Where make sees the source and the object directory. Part of the identity: a kernel holds the
 * paths of its source in its strings.
 *
 * @param isolated whether a private mount namespace puts them there
 */
public record BuildPaths(String source, String objects, boolean isolated) {
  /** FreeBSD's own places, which its releases are built at. */
  static final BuildPaths ISOLATED = new BuildPaths("/usr/src", "/usr/obj", true);

  /** Below it are the source and the objects of a host without private mount namespaces. */
  static final String PREFIX = "/var/tmp/fruix-native-build";

  /** Those of the build with object directory ID where there is no private mount namespace. */
  static BuildPaths shared(String id) {
    String directory = PREFIX + "/" + id;
    return new BuildPaths(directory + "/src", directory + "/obj", false);
  }
}

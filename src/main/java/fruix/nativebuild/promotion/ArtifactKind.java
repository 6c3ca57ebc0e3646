package fruix.nativebuild.promotion;

import fruix.io.RelativePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts that a native build comes in; their trees do not overlap. */
public enum ArtifactKind {
  /** What is not in one of the others. */
  WORLD("world", "bin/sh", "sbin/init"),
  /** The kernel and its modules. */
  KERNEL("kernel", "boot/kernel/kernel"),
  /** {@code usr/include} and {@code usr/share/mk}. */
  HEADERS("headers"),
  /** {@code boot}, less the kernel. */
  BOOTLOADER("bootloader", "boot/loader.efi");

  private static final RelativePath BOOT = new RelativePath("boot");
  private static final RelativePath KERNEL_PLACE = new RelativePath("boot/kernel");
  private static final RelativePath DEBUG = new RelativePath("usr/lib/debug/boot");
  private static final List<RelativePath> HEADER_PLACES =
      List.of(new RelativePath("usr/include"), new RelativePath("usr/share/mk"));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<RelativePath> required;

  ArtifactKind(String label, String... required) {
    this.label = label;
    this.required = Arrays.stream(required).map(RelativePath::new).toList();
  }

  /** As results spell it: {@code kernel}. */
  public String label() {
    return label;
  }

  /** The name of the item that promotion makes: {@code fruix-native-kernel}. */
  public String itemName() {
    return "fruix-native-" + label;
  }

  /** Where in a result root it lies: {@code artifacts/kernel}. */
  RelativePath place() {
    return new RelativePath("artifacts/" + label);
  }

  /** Files that every result must demand of it. */
  List<RelativePath> required() {
    return required;
  }

  /** Whether PATH, of something that is no directory, may be of an artifact of this kind. */
  boolean mayHold(RelativePath path) {
    boolean boot = BOOT.contains(path);
    boolean headers = HEADER_PLACES.stream().anyMatch(place -> place.contains(path));
    return switch (this) {
      case WORLD -> !boot && !headers;
      case KERNEL -> boot || DEBUG.contains(path);
      case HEADERS -> headers;
      case BOOTLOADER -> boot && !KERNEL_PLACE.contains(path);
    };
  }

  static Optional<ArtifactKind> labelled(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(ArtifactKind::label).toList();
  }
}

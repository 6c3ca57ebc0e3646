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

  static Optional<ArtifactKind> labelled(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(ArtifactKind::label).toList();
  }
}

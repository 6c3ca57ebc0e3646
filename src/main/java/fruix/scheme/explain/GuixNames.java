package fruix.scheme.explain;

import java.util.Map;
import java.util.Optional;

/** Names that a user of Guix may expect, and what there is here instead. */
final class GuixNames {
  private static final String BOOTLOADER =
      "Fruix's bootloader is a package, as freebsd-bootloader of (fruix packages freebsd)";
  private static final String MODULES =
      "name the modules whole, as in (use-modules (fruix services ssh))";
  private static final String PACKAGES =
      "a package is a variable of a module, as sample-kernel of (fruix packages sample)";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("bootloader-configuration", BOOTLOADER),
          Map.entry("grub-bootloader", BOOTLOADER),
          Map.entry("grub-efi-bootloader", BOOTLOADER),
          Map.entry(
              "keyboard-layout",
              "FreeBSD's keyboard is set with (rc-conf-entries '((\"keymap\" . \"de.kbd\")))"),
          Map.entry("%desktop-services", "Fruix has %base-services, and no desktop"),
          Map.entry("%base-packages", "packages come from (fruix packages freebsd) and the like"),
          Map.entry("specification->package", PACKAGES),
          Map.entry("specifications->packages", PACKAGES),
          Map.entry("use-service-modules", MODULES),
          Map.entry("use-package-modules", MODULES),
          Map.entry("use-system-modules", MODULES));

  private GuixNames() {}

  /** What to do instead of using NAME, if it is one of them. */
  static Optional<String> instead(String name) {
    return Optional.ofNullable(INSTEAD.get(name));
  }
}

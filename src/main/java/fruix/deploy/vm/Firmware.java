package fruix.deploy.vm;

import fruix.diag.FruixException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * UEFI firmware for QEMU (OVMF, edk2).
 *
 * @param code the program
 * @param variables what its variables are at first, a file to copy; empty where none is needed
 */
public record Firmware(Path code, Optional<Path> variables) {
  /** The variable that names the program, where it lies elsewhere. */
  public static final String OVERRIDE = "FRUIX_OVMF";

  private static final List<String> CODE =
      List.of(
          "/usr/share/OVMF/OVMF_CODE.fd", // Debian, Ubuntu
          "/usr/share/OVMF/OVMF_CODE_4M.fd",
          "/usr/share/edk2/ovmf/OVMF_CODE.fd", // Fedora
          "/usr/share/edk2/x64/OVMF_CODE.4m.fd", // Arch
          "/usr/local/share/edk2-qemu/QEMU_UEFI_CODE-x86_64.fd", // FreeBSD: edk2-qemu-x64
          "/usr/share/qemu/edk2-x86_64-code.fd", // with QEMU itself
          "/usr/local/share/qemu/edk2-x86_64-code.fd",
          "/opt/homebrew/share/qemu/edk2-x86_64-code.fd");

  /**
   * The firmware whose program is at GIVEN, unless that is empty, or in one of the places where
   * systems have it; a diagnostic when there is none.
   */
  public static Firmware find(String given) {
    if (!given.isEmpty()) {
      Path code = Path.of(given);
      if (!Files.isRegularFile(code)) {
        throw FruixException.failed(OVERRIDE + " names no file: " + given);
      }
      return of(code);
    }
    return CODE.stream()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(Firmware::of)
        .orElseThrow(
            () ->
                FruixException.failed(
                    "there is no UEFI firmware for the virtual machine",
                    "install OVMF (Debian: ovmf; FreeBSD: edk2-qemu-x64), or name its code with "
                        + OVERRIDE));
  }

  private static Firmware of(Path code) {
    String name = String.valueOf(code.getFileName());
    return new Firmware(
        code,
        List.of(
                name.replace("CODE", "VARS"),
                name.replace("x86_64-code", "i386-vars")) // edk2 of QEMU: one for both
            .stream()
            .filter(variables -> !variables.equals(name))
            .map(code::resolveSibling)
            .filter(Files::isRegularFile)
            .findFirst());
  }
}

package fruix.cli;

import fruix.deploy.vm.Acceleration;
import fruix.deploy.vm.Firmware;
import fruix.deploy.vm.MachineFiles;
import fruix.deploy.vm.RunningMachine;
import fruix.deploy.vm.VirtualMachine;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.image.disk.DiskFormat;
import fruix.scheme.DiskSizes;
import fruix.store.Store;
import java.nio.file.Path;
import java.util.Optional;

/** {@code fruix system vm}. */
record SystemVmCommand(DeclarationOptions declaration, DiskSizes sizes, VmOptions options)
    implements Action {
  private static final String QEMU = "qemu-system-x86_64";

  static Definition definition() {
    return new Definition(
        VmOptions.addTo(
            SystemImage.addSizesTo(
                DeclarationOptions.addTo(
                    new Syntax("Runs a declared system in a virtual machine (QEMU).")))),
        given ->
            new SystemVmCommand(
                DeclarationOptions.of(given), SystemImage.sizes(given), VmOptions.of(given)));
  }

  @Override
  public Results run(Session session) {
    Path qemu = qemu(session.host());
    Firmware firmware = Firmware.find(session.host().variable(Firmware.OVERRIDE));
    try (Store store = session.openStore()) {
      SystemImage image =
          new SystemImage(session, store, declaration, sizes, DiskFormat.RAW, false);
      if (declaration.dryRun()) {
        return image.plan();
      }
      Results results = image.realise();
      try (MachineFiles files =
          MachineFiles.copy(image.file(), options.disk().map(session::absolute), firmware)) {
        Optional<Path> console =
            options
                .console()
                .map(session::absolute)
                .or(() -> options.waitReady().map(limit -> files.console()));
        VirtualMachine machine =
            new VirtualMachine(
                qemu,
                Acceleration.find(qemu, session.host().osName(), files.firmware(), files.log()),
                files.disk(),
                files.firmware(),
                options.memory(),
                options.forwards(),
                console);
        session.events().emit(new Event.Note(starting(machine)));
        return run(session, machine, files, results);
      }
    }
  }

  private Results run(
      Session session, VirtualMachine machine, MachineFiles files, Results results) {
    try (RunningMachine running =
        RunningMachine.start(machine, session.host().environment(), files.log())) {
      if (options.waitReady().isEmpty()) {
        int status = running.await();
        if (status != 0) {
          throw FruixException.failed(QEMU + " failed with exit status " + status);
        }
        return results;
      }
      Path console = machine.console().orElseThrow();
      running.awaitReady(console, options.waitReady().get());
      if (options.detach()) {
        running.keep();
        files.keep(console);
        results.add(Key.VM_PID, running.pid()).add(Key.VM_DISK, files.disk());
        results.add(Key.VM_CONSOLE, console);
      }
      return results;
    }
  }

  private static String starting(VirtualMachine machine) {
    return machine.acceleration() == Acceleration.NONE
        ? "starting " + QEMU + ", slowly: nothing here helps it to run a machine"
        : "starting " + QEMU;
  }

  private static Path qemu(Host host) {
    return host.program(QEMU)
        .orElseThrow(
            () ->
                FruixException.failed(
                    "there is no " + QEMU + " on the PATH",
                    "install QEMU (Debian: qemu-system-x86; FreeBSD: qemu)"));
  }
}

package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fruix.event.Event;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RendererTest {
  private static final String ITEM = "/frx/store/" + "0".repeat(40) + "-base";

  private final FakeHost fake = new FakeHost(Path.of("/"), Map.of());

  private static void build(Renderer renderer) {
    renderer.emit(new Event.Note("evaluating system.scm"));
    renderer.emit(new Event.Plan(2, 5));
    renderer.emit(new Event.BuildStarted(ITEM));
    renderer.emit(new Event.BuildProgress(ITEM, "copying", 1, 4));
    renderer.emit(new Event.Warning("disk is nearly full"));
    renderer.emit(new Event.BuildFinished(ITEM, 1234));
    renderer.close();
  }

  @Test
  void plainLinesWithoutATerminal() {
    build(Renderer.of(fake.host(), false));
    assertEquals(
        "evaluating system.scm\n2 to build, 5 present\nbuilding "
            + ITEM
            + "\nwarning: disk is nearly full\nbuilt "
            + ITEM
            + " in 1.2 s\n",
        fake.stderr());
  }

  @Test
  void quietKeepsWarnings() {
    build(Renderer.of(fake.host(fake.out, 80), true));
    assertEquals("warning: disk is nearly full\n", fake.stderr());
  }

  @Test
  void terminalHasOneLineThatIsClearedAtTheEnd() {
    Renderer renderer = Renderer.of(fake.host(fake.out, 20), false);
    renderer.emit(new Event.Plan(2, 5));
    fake.advanceSeconds(1);
    renderer.emit(new Event.BuildStarted(ITEM));
    fake.advanceSeconds(1);
    renderer.emit(new Event.BuildProgress(ITEM, "copying", 1, 4));
    renderer.emit(new Event.BuildProgress(ITEM, "copying", 2, 4)); // too soon to draw
    renderer.close();
    assertEquals(
        "\r\u001b[K[0/2]\r\u001b[K[0/2] base \r\u001b[K[0/2] base copying \r\u001b[K",
        fake.stderr());
  }

  @Test
  void progressOfNoBuildIsSeenOnATerminalOnly() {
    for (int columns : new int[] {40, 0}) {
      FakeHost host = new FakeHost(Path.of("/"), Map.of());
      Renderer renderer = Renderer.of(host.host(host.out, columns), false);
      renderer.emit(new Event.BuildProgress("big", "copying", 4 << 20, 0));
      host.advanceSeconds(1);
      renderer.emit(new Event.BuildProgress("big", "copying", 8 << 20, 16 << 20));
      renderer.close();
      assertEquals(
          columns == 0 ? "" : "\r\u001b[Kbig copying 4 MiB\r\u001b[Kbig copying 50 %\r\u001b[K",
          host.stderr());
    }
  }

  @Test
  void warningStaysAboveTheLiveLine() {
    Renderer renderer = Renderer.of(fake.host(fake.out, 40), false);
    renderer.emit(new Event.Note("evaluating"));
    renderer.emit(new Event.Warning("old format"));
    assertEquals(
        "\r\u001b[Kevaluating\r\u001b[Kwarning: old format\n\r\u001b[Kevaluating", fake.stderr());
  }
}

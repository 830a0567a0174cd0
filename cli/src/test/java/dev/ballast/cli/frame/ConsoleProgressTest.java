package dev.ballast.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.Style;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConsoleProgressTest {
  private static final long MEGABYTE = 1 << 20;
  private static final String ERASE = "\r\u001b[K";

  private final HeldClock clock = new HeldClock();
  private final Screen screen = new Screen();

  @Test
  void aPipeGetsALineEveryFiveSecondsAndASumAPhase() {
    Console console = new Console(screen.pipes(clock), Style.PLAIN, false);

    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      progress.begin("copying", 100 * MEGABYTE);
      clock.pause(Duration.ofSeconds(4));
      progress.advance(40 * MEGABYTE);
      clock.pause(Duration.ofSeconds(1));
      progress.advance(50 * MEGABYTE);
      clock.pause(Duration.ofSeconds(1));
      progress.advance(100 * MEGABYTE);
      progress.begin("reading", 0);
      clock.pause(Duration.ofSeconds(5));
      progress.advance(10 * MEGABYTE);
    }

    assertThat(screen.err())
        .isEqualTo(
            """
            copying: 50 %, 50 MB of 100 MB, 10 MB/s
            copying: 100 MB, 6.0 s
            reading: 10 MB, 2.0 MB/s
            reading: 10 MB, 5.0 s
            """);
  }

  @Test
  void aTerminalGetsABarThatGivesWayToNotesAndToItsSum() {
    Console console = new Console(screen.terminal(true, Map.of(), clock), Style.COLOURED, false);

    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      progress.begin("copying", 60 * MEGABYTE);
      clock.pause(Duration.ofSeconds(1));
      progress.advance(30 * MEGABYTE);
      progress.advance(31 * MEGABYTE);
      progress.note("a note");
    }

    String half = "copying [###############...............] 50 %, 30 MB of 60 MB, 30 MB/s";
    assertThat(screen.err())
        .isEqualTo(
            "copying [..............................] 0 %, 0 B of 60 MB"
                + (ERASE + half)
                + (ERASE + "a note\n" + half)
                + (ERASE + "copying: 31 MB, 1.0 s\n"));
  }

  @Test
  void quietLeavesOnlyNotes() {
    Console console = new Console(screen.terminal(true, Map.of(), clock), Style.PLAIN, true);

    console.say("hello");
    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      progress.begin("copying", 2);
      clock.pause(Duration.ofSeconds(9));
      progress.advance(1);
      progress.note("a former run was cleaned up");
    }

    assertThat(screen.err()).isEqualTo("a former run was cleaned up\n");
  }
}

package dev.ballast.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final long MEGABYTE = 1 << 20;

  private final HeldClock clock = new HeldClock();
  private final Screen screen = new Screen();

  @Test
  void aPipeGetsALineEveryFiveSeconds() {
    Console console = new Console(screen.pipes(clock), Style.PLAIN, false);

    try (Progress progress = console.progress("copying")) {
      clock.pause(Duration.ofSeconds(4));
      progress.update(40 * MEGABYTE, 100 * MEGABYTE);
      clock.pause(Duration.ofSeconds(1));
      progress.update(50 * MEGABYTE, 100 * MEGABYTE);
      clock.pause(Duration.ofSeconds(1));
      progress.update(100 * MEGABYTE, 100 * MEGABYTE);
    }

    assertThat(screen.err())
        .isEqualTo(
            """
            copying: 50 %, 50 MB of 100 MB, 10 MB/s
            copying: 100 MB, 6.0 s
            """);
  }

  @Test
  void aTerminalGetsABarThatIsReplacedByItsSum() {
    Console console = new Console(screen.terminal(true, Map.of(), clock), Style.COLOURED, false);

    try (Progress progress = console.progress("copying")) {
      clock.pause(Duration.ofSeconds(1));
      progress.update(30 * MEGABYTE, 60 * MEGABYTE);
      progress.update(31 * MEGABYTE, 60 * MEGABYTE);
    }

    assertThat(screen.err())
        .isEqualTo(
            "\r\u001b[Kcopying [###############...............] 50 %, 30 MB of 60 MB, 30 MB/s"
                + "\r\u001b[Kcopying: 31 MB, 1.0 s\n");
  }

  @Test
  void anUnknownTotalShowsWhatWasDone() {
    Console console = new Console(screen.pipes(clock), Style.PLAIN, false);

    Progress progress = console.progress("reading");
    clock.pause(Duration.ofSeconds(5));
    progress.update(10 * MEGABYTE, 0);

    assertThat(screen.err()).isEqualTo("reading: 10 MB, 2.0 MB/s\n");
  }

  @Test
  void quietIsSilent() {
    Console console = new Console(screen.pipes(clock), Style.PLAIN, true);

    console.say("hello");
    try (Progress progress = console.progress("copying")) {
      clock.pause(Duration.ofSeconds(9));
      progress.update(1, 2);
    }

    assertThat(screen.err()).isEmpty();
  }
}

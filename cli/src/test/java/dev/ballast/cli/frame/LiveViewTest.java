package dev.ballast.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.Style;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LiveViewTest {
  @Test
  void pagesReplaceEachOtherAndTheTerminalIsLeftAsItWas() {
    Screen screen = new Screen();
    Console console =
        new Console(screen.terminal(true, Map.of(), new HeldClock()), Style.PLAIN, false);

    try (LiveView view = new LiveView(console)) {
      view.show(view.page().line("first"));
      // What a server calls its databases does not move the cursor.
      view.show(view.page().line("second \u001b[2J"));
    }

    assertThat(screen.err())
        .startsWith("\u001b[?1049h\u001b[?25l\u001b[H\u001b[2Jfirst\n\u001b[H\u001b[2Jsecond ")
        .endsWith("\n\u001b[?25h\u001b[?1049l");
    assertThat(screen.err().split("\u001b\\[2J", -1)).hasSize(3);
    assertThat(screen.out()).isEmpty();
  }
}

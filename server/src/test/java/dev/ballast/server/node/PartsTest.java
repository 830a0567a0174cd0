package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final Clock CLOCK = Clock.system();

  @Test
  void aLoopThatEndsByItselfIsReported() {
    try (Parts parts = new Parts()) {
      parts.run("lives", () -> CLOCK.pause(Duration.ofMinutes(2)));
      parts.run("dies", () -> {});
      long began = CLOCK.nanoTime();
      while (parts.dead().isEmpty()) {
        assertThat(CLOCK.since(began)).isLessThan(Duration.ofMinutes(1));
        CLOCK.pause(Duration.ofMillis(5));
      }
      assertThat(parts.dead()).containsExactly("the thread \"dies\" has ended: restart the node");
    }
  }
}

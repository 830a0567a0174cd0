package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final Attention attention = new Attention();

  @Test
  void whatAnAlertIsOpenAboutIsReadEveryMinute() {
    attention.at("shop", Set.of("flaw_invalid_index"));

    assertThat(attention.cadence("shop", "flaw_invalid_index", HALF_AN_HOUR))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(attention.cadence("shop", "flaw_toast", HALF_AN_HOUR)).isEqualTo(HALF_AN_HOUR);
    assertThat(attention.cadence("other", "flaw_invalid_index", HALF_AN_HOUR))
        .isEqualTo(HALF_AN_HOUR);
  }

  @Test
  void whatIsReadMoreOftenStaysSo() {
    attention.at("shop", Set.of("lock"));

    assertThat(attention.cadence("shop", "lock", Duration.ofSeconds(10)))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void itEndsWithTheAlert() {
    attention.at("shop", Set.of("flaw_invalid_index"));
    attention.at("shop", Set.of());

    assertThat(attention.cadence("shop", "flaw_invalid_index", HALF_AN_HOUR))
        .isEqualTo(HALF_AN_HOUR);
  }
}

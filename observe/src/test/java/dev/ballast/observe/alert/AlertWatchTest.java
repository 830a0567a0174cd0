package dev.ballast.observe.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Tuning;
import dev.ballast.observe.watch.Attention;
import dev.ballast.observe.watch.Watched;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.targets.config.AlertSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Without targets nothing is asked of the store, which is not there.
class AlertWatchTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private long nanos;

  private final Clock clock =
      new Clock() {
        @Override
        public Instant now() {
          return START.plusNanos(nanos);
        }

        @Override
        public long nanoTime() {
          return nanos;
        }

        @Override
        public void pause(Duration duration) {
          nanos += duration.toNanos();
        }
      };

  @Test
  void thatItEndedIsNoticed() {
    with(
        () -> {
          throw new IllegalStateException("a defect of a check");
        },
        watch -> {
          clock.pause(Duration.ofSeconds(119));
          assertThat(watch.stalled()).isEmpty();
          assertThatThrownBy(watch::run).isInstanceOf(IllegalStateException.class);
          clock.pause(Duration.ofSeconds(1));
          assertThat(watch.stalled()).contains("no check was evaluated for 2 min");
        });
  }

  @Test
  void whileItLooksItIsNotStalled() {
    with(
        List::of,
        watch -> {
          clock.pause(Duration.ofSeconds(119));
          watch.look();
          clock.pause(Duration.ofSeconds(119));
          assertThat(watch.stalled()).isEmpty();
        });
  }

  private void with(Supplier<List<Observed>> targets, Consumer<AlertWatch> test) {
    try (SessionPool pool =
        SessionPool.of(
            Watched.targets(List.of(Watched.Address.of("store", 1))).getFirst().connection(),
            SessionOptions.onOwnServer("alerts"),
            1)) {
      test.accept(
          new AlertWatch(
              new AlertWatch.Sources(List.of(), () -> Tuning.of(AlertSettings.DEFAULTS), targets),
              new Attention(),
              new AlertTable(pool),
              clock));
    }
  }
}

package dev.ballast.observe.catalogue.clock_differs;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/// A server whose clock is not that of the node.
@NullMarked
public final class ClockDiffers extends FigureCheck {
  private static final double MILLIS = 1e3;

  public ClockDiffers() {
    super(
        "clock-differs",
        Topic.HOST,
        Threshold.of(Measure.SECONDS, 30, Urgency.TICKET)
            .clearingBelow(10)
            .after(Duration.ofMinutes(1)),
        "instance");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble clock = entity.figure("clock_timestamp_seconds");
    Optional<Instant> read = entity.state().latest().map(Reading::at);
    if (clock.isEmpty() || read.isEmpty()) {
      return Examined.unknown("what the server's clock shows");
    }
    double ahead = clock.getAsDouble() - read.get().toEpochMilli() / MILLIS;
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                Math.abs(ahead),
                "the server's clock is %s %s that of the node"
                    .formatted(text(Math.abs(ahead)), ahead < 0 ? "behind" : "ahead of"))
            .with("read_at", read.get().toString())
            .remedy("See whether the clock of each machine is synchronised", "timedatectl status"));
  }
}

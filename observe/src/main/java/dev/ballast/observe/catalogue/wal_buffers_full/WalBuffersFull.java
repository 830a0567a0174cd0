package dev.ballast.observe.catalogue.wal_buffers_full;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/// WAL buffers that are too small.
@NullMarked
public final class WalBuffersFull extends FigureCheck {
  public WalBuffersFull() {
    super(
        "wal-buffers-full",
        Topic.WAL,
        Threshold.of(Measure.PER_SECOND, 1, Urgency.NOTE).after(Duration.ofMinutes(5)),
        "wal");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble rate = entity.rate("buffers_full");
    if (rate.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                rate.getAsDouble(),
                "WAL buffers were full %s".formatted(text(rate.getAsDouble())))
            .remedy(
                "Make them larger; takes effect after a restart",
                "ALTER SYSTEM SET wal_buffers = '64MB';"));
  }
}

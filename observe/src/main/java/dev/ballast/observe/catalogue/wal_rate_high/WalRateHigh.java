package dev.ballast.observe.catalogue.wal_rate_high;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/// WAL at a rate that few archives and standbys keep up with.
@NullMarked
public final class WalRateHigh extends FigureCheck {
  public WalRateHigh() {
    super(
        "wal-rate-high",
        Topic.WAL,
        Threshold.of(Measure.BYTES_PER_SECOND, 64L << 20, Urgency.NOTE)
            .after(Duration.ofMinutes(10)),
        "wal");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Rate("bytes"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble rate = entity.rate("bytes");
    if (rate.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                rate.getAsDouble(),
                "the server writes %s of WAL".formatted(text(rate.getAsDouble())))
            .remedy(
                "See which statements write it",
                """
                SELECT queryid, calls, wal_bytes, query
                FROM pg_stat_statements ORDER BY wal_bytes DESC LIMIT 10;"""));
  }
}

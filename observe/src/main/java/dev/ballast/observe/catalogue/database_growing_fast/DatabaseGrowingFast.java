package dev.ballast.observe.catalogue.database_growing_fast;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Past;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A database that grows unusually fast.
@NullMarked
public final class DatabaseGrowingFast extends FigureCheck {
  private static final double TENTH = 0.1;
  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final double MUCH = 10.0 * (1L << 30);
  private static final Duration LONG_ENOUGH = Duration.ofDays(1);

  public DatabaseGrowingFast() {
    super(
        "database-growing-fast",
        Topic.STORAGE,
        Threshold.of(Measure.SHARE, TENTH, Urgency.TICKET),
        "database_size");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble bytes = entity.figure("bytes");
    Optional<Past> past = observed.surroundings().past();
    if (past.isEmpty()) {
      return new Examined.Unknown("stored figures were not read yet");
    }
    Optional<Past.Trend> trend = past.get().trend("database_size", entity.labels());
    if (bytes.isEmpty() || trend.isEmpty() || trend.get().over().compareTo(LONG_ENOUGH) < 0) {
      return Examined.WELL;
    }
    double aDay = trend.get().perSecond() * DAY;
    if (aDay < MUCH) {
      return Examined.WELL;
    }
    return new Examined.Seen(
        SymptomDraft.of(
                entity.labels(),
                aDay / bytes.getAsDouble(),
                "database %s has %s and grows by %s a day"
                    .formatted(
                        entity.label("database"),
                        Measure.BYTES.text(bytes.getAsDouble()),
                        Measure.BYTES.text(aDay)))
            .with("measured_over", Durations.text(trend.get().over()))
            .remedy(
                "See which tables are the largest",
                "SELECT relid::regclass, pg_size_pretty(pg_total_relation_size(relid)) FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) DESC LIMIT 20;")
            .symptom());
  }
}

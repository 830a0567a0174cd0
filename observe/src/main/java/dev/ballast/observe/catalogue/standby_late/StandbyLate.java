package dev.ballast.observe.catalogue.standby_late;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A standby that replays what the server wrote a while ago.
@NullMarked
public final class StandbyLate extends FigureCheck {
  public StandbyLate() {
    super(
        "standby-late",
        Topic.REPLICATION,
        Threshold.of(Measure.SECONDS, 30, Urgency.TICKET)
            .pagingFrom(600)
            .clearingBelow(5)
            .after(Duration.ofMinutes(1)),
        "replication");
  }

  @Override
  public Set<String> labels() {
    return Set.of("standby", "address");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("standby-gone", "standby-behind");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    // What only receives, such as a receiver of WAL, replays nothing, and the server counts on.
    OptionalDouble lag =
        entity.figure(
            entity.figure("replay_lag_bytes").isPresent()
                ? "replay_lag_seconds"
                : "flush_lag_seconds");
    if (lag.isEmpty() || !entity.label("state").equals("streaming")) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("standby", "address"),
                lag.getAsDouble(),
                "receiver %s at %s is %s behind"
                    .formatted(
                        entity.label("standby"),
                        entity.label("address").isEmpty()
                            ? "a local socket"
                            : entity.label("address"),
                        text(lag.getAsDouble())))
            .with("sync", entity.label("sync"))
            .remedy(
                "See whether it receives, writes or replays too slowly",
                """
                SELECT application_name, sent_lsn, write_lsn, flush_lsn, replay_lsn, replay_lag
                FROM pg_stat_replication;"""));
  }
}

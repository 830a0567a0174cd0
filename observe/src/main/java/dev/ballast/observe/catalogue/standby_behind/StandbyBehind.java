package dev.ballast.observe.catalogue.standby_behind;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A standby that has not replayed much of what the server wrote.
@NullMarked
public final class StandbyBehind extends FigureCheck {
  public StandbyBehind() {
    super(
        "standby-behind",
        Topic.REPLICATION,
        Threshold.of(Measure.BYTES, 100L << 20, Urgency.TICKET)
            .pagingFrom(1L << 30)
            .after(Duration.ofMinutes(5)),
        "replication");
  }

  @Override
  public Set<String> labels() {
    return Set.of("standby", "address");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("standby-gone");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("replay_lag_bytes"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble lag = entity.figure("replay_lag_bytes");
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

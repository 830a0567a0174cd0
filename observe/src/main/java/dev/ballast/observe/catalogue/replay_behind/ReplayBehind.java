package dev.ballast.observe.catalogue.replay_behind;

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

/// A standby that has received more than it has replayed.
@NullMarked
public final class ReplayBehind extends FigureCheck {
  public ReplayBehind() {
    super(
        "replay-behind",
        Topic.REPLICATION,
        Threshold.of(Measure.SECONDS, 60, Urgency.TICKET)
            .pagingFrom(900)
            .clearingBelow(10)
            .after(Duration.ofMinutes(2)),
        "instance");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("replay_delay_seconds"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble delay = entity.figure("replay_delay_seconds");
    if (delay.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                delay.getAsDouble(),
                "the standby replays what was committed %s ago"
                    .formatted(text(delay.getAsDouble())))
            .remedy(
                "See whether replay is paused, and resume it",
                "SELECT pg_get_wal_replay_pause_state(); SELECT pg_wal_replay_resume();")
            .remedy(
                "See which query holds it up",
                """
                SELECT pid, usename, application_name, xact_start, query FROM pg_stat_activity
                WHERE backend_xmin IS NOT NULL ORDER BY xact_start;"""));
  }
}

package dev.ballast.observe.catalogue.lag_unusual;

import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.UnusualCheck;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A standby that is further behind than it usually is.
@NullMarked
public final class LagUnusual extends UnusualCheck {
  public LagUnusual() {
    super("lag-unusual", Topic.REPLICATION, UsualFigure.REPLAY_LAG, UsualFigure.REPLAY_DELAY);
  }

  @Override
  public Set<String> labels() {
    return Set.of("standby", "address");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "replay-behind",
        "standby-behind",
        "standby-late",
        "wal-rate-high",
        "wal-rate-unusual",
        "long-transaction",
        "standby-conflicts");
  }

  @Override
  protected String says(Unusual unusual, String figure) {
    return unusual.figure() == UsualFigure.REPLAY_DELAY
        ? "the standby replays what was committed %s ago".formatted(figure)
        : "standby %s replays %s late"
            .formatted(unusual.subject().value("standby").orElse(""), figure);
  }

  @Override
  protected String written(double value) {
    return Measure.SECONDS.text(value);
  }

  @Override
  protected void complete(SymptomDraft draft, Unusual unusual, Observed observed) {
    draft
        .remedy(
            "On the primary, see how far each receiver is",
            """
            SELECT application_name, client_addr, state, write_lag, flush_lag, replay_lag
            FROM pg_stat_replication;""")
        .remedy(
            "On the standby, see which query holds replay up",
            """
            SELECT pid, usename, application_name, xact_start, query FROM pg_stat_activity
            WHERE backend_xmin IS NOT NULL ORDER BY xact_start;""");
  }
}

package dev.ballast.observe.catalogue.standby_conflicts;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Queries of a standby that replay cancelled.
@NullMarked
public final class StandbyConflicts extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private static final String ROWS = "snapshot";

  private static final List<String> KINDS =
      List.of("tablespace", "lock", ROWS, "buffer_pin", "deadlock");

  public StandbyConflicts() {
    super(
        "standby-conflicts",
        Topic.REPLICATION,
        Threshold.of(Measure.COUNT, 5, Urgency.TICKET),
        "conflict");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("conflict");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    double cancelled = 0;
    for (String kind : KINDS) {
      cancelled += cancelled(entity, kind, observed);
    }
    SymptomDraft draft =
        SymptomDraft.of(
            entity.subject("database"),
            cancelled,
            "replay cancelled %s queries of database %s"
                .formatted(text(cancelled), entity.label("database")));
    for (String kind : KINDS) {
      double some = cancelled(entity, kind, observed);
      if (some > 0) {
        draft.with("because_of_" + kind, text(some));
      }
    }
    // Feedback keeps rows, and helps against nothing else.
    if (cancelled(entity, ROWS, observed) > 0) {
      draft.remedy(
          "Let the primary keep rows that queries here need",
          "ALTER SYSTEM SET hot_standby_feedback = on; SELECT pg_reload_conf();");
    }
    return seen(
        draft.remedy(
            "Let queries here hold replay up for longer",
            "ALTER SYSTEM SET max_standby_streaming_delay = '5min'; SELECT pg_reload_conf();"));
  }

  private static double cancelled(Entity entity, String kind, Observed observed) {
    return observed.history().growth(entity, kind, WINDOW).map(Growth::amount).orElse(0.0);
  }
}

package dev.ballast.observe.catalogue.deadlocks;

import dev.ballast.observe.check.DatabaseGrowthCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;

/// Deadlocks.
@NullMarked
public final class Deadlocks extends DatabaseGrowthCheck {
  public Deadlocks() {
    super(
        "deadlocks",
        Topic.LOCKS,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET).calmFor(Duration.ofMinutes(10)),
        "deadlocks");
  }

  @Override
  protected String what(String amount, String database) {
    return "%s deadlocks in database %s".formatted(amount, database);
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft) {
    return draft.remedy(
        "Let the server report every wait that is longer than deadlock_timeout",
        "ALTER SYSTEM SET log_lock_waits = on; SELECT pg_reload_conf();");
  }
}

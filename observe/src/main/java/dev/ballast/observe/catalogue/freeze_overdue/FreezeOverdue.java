package dev.ballast.observe.catalogue.freeze_overdue;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A database that autovacuum should have frozen by now.
@NullMarked
public final class FreezeOverdue extends FigureCheck {
  public FreezeOverdue() {
    super(
        "freeze-overdue",
        Topic.VACUUM,
        Threshold.of(Measure.TIMES, 1.5, Urgency.TICKET).clearingBelow(1.2),
        "database");
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
  public Set<String> explainedBy() {
    return Set.of("xmin-horizon-held", "autovacuum-workers-busy");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble age = entity.figure("frozen_xid_age_transactions");
    if (age.isEmpty() || entity.label("database").isEmpty()) {
      return Examined.WELL;
    }
    Optional<String> most = observed.setting("autovacuum_freeze_max_age");
    if (most.isEmpty()) {
      return Examined.unknown("autovacuum_freeze_max_age");
    }
    double times = age.getAsDouble() / Double.parseDouble(most.get());
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                times,
                "the oldest transaction id of database %s has %s the age at which autovacuum freezes"
                    .formatted(entity.label("database"), text(times)))
            .remedy(
                "See what autovacuum does now",
                "SELECT pid, datname, relid::regclass, phase FROM pg_stat_progress_vacuum;")
            .remedy("Freeze the oldest tables, in that database", "VACUUM (FREEZE, VERBOSE);"));
  }
}

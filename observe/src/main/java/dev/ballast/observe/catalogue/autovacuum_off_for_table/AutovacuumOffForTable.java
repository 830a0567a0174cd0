package dev.ballast.observe.catalogue.autovacuum_off_for_table;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SafeChange;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A table that autovacuum leaves out.
@NullMarked
public final class AutovacuumOffForTable extends FlawCheck {
  public AutovacuumOffForTable() {
    super(
        "autovacuum-off-for-table",
        Topic.VACUUM,
        Threshold.ifSo(Urgency.TICKET),
        "flaw_autovacuum_off");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    return Optional.of(
        SymptomDraft.of(
                entity.labels(), always(), "autovacuum is off for %s".formatted(where(entity)))
            .remedy(
                "Let autovacuum have it",
                SafeChange.table(table(entity), "RESET (autovacuum_enabled)")));
  }
}

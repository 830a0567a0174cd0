package dev.ballast.observe.catalogue.trigger_disabled;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SafeChange;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A trigger that does not fire.
@NullMarked
public final class TriggerDisabled extends FlawCheck {
  public TriggerDisabled() {
    super(
        "trigger-disabled", Topic.SCHEMA, Threshold.ifSo(Urgency.TICKET), "flaw_trigger_disabled");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "trigger");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    boolean internal = entity.figure("internal").orElse(0) > 0;
    QualifiedName name = QualifiedName.of(entity.label("trigger"));
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "%s %s of %s is disabled"
                    .formatted(internal ? "constraint" : "trigger", name, where(entity)))
            .remedy(
                "Enable it; what was written meanwhile has to be checked by hand",
                SafeChange.table(
                    table(entity),
                    internal ? "ENABLE TRIGGER ALL" : "ENABLE TRIGGER %s".formatted(name))));
  }
}

package dev.ballast.observe.catalogue.policy_not_enforced;

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

/// A table with policies that are not in force.
@NullMarked
public final class PolicyNotEnforced extends FlawCheck {
  public PolicyNotEnforced() {
    super(
        "policy-not-enforced",
        Topic.SETTINGS,
        Threshold.ifSo(Urgency.TICKET),
        "flaw_policy_not_enforced");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "%s has %.0f row security policies, and row level security is off"
                    .formatted(where(entity), entity.figure("policies").orElse(0)))
            .remedy(
                "Put them in force; who has no policy then sees no row",
                SafeChange.table(table(entity), "ENABLE ROW LEVEL SECURITY")));
  }
}

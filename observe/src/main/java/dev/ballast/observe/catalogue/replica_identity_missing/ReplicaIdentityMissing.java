package dev.ballast.observe.catalogue.replica_identity_missing;

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

/// A published table whose updates fail.
@NullMarked
public final class ReplicaIdentityMissing extends FlawCheck {
  public ReplicaIdentityMissing() {
    super(
        "replica-identity-missing",
        Topic.SCHEMA,
        Threshold.ifSo(Urgency.TICKET),
        "flaw_no_replica_identity");
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
                "%s is published and has no replica identity, so that its updates and deletes fail"
                    .formatted(where(entity)))
            .remedy(
                "Make the whole row its identity until it has a key",
                SafeChange.table(table(entity), "REPLICA IDENTITY FULL")));
  }
}

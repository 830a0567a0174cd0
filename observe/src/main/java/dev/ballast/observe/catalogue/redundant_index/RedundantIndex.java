package dev.ballast.observe.catalogue.redundant_index;

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

/// An index whose columns another one begins with.
@NullMarked
public final class RedundantIndex extends FlawCheck {
  public RedundantIndex() {
    super("redundant-index", Topic.SCHEMA, Threshold.ifSo(Urgency.NOTE), "flaw_redundant_index");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "index", "kept");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    boolean duplicate = entity.figure("duplicate").orElse(0) > 0;
    if (duplicate) {
      return Optional.empty();
    }
    String index = index(entity);
    String kept = entity.relation("schema", "kept");
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "index %s of %s has the first columns of %s, which stays"
                    .formatted(index, where(entity), kept))
            .with("kept", kept)
            .remedy("Drop it", SafeChange.dropIndex(index, isPartitioned(entity))));
  }
}

package dev.ballast.observe.catalogue.invalid_index;

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

/// An index whose build failed.
@NullMarked
public final class InvalidIndex extends FlawCheck {
  public InvalidIndex() {
    super("invalid-index", Topic.SCHEMA, Threshold.ifSo(Urgency.TICKET), "flaw_invalid_index");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "index");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    String index = index(entity);
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "index %s of %s is invalid".formatted(index, where(entity)))
            .remedy("Drop it, where a valid one took its place", SafeChange.dropIndex(index, false))
            .remedy("Build it again", "REINDEX INDEX CONCURRENTLY %s;".formatted(index)));
  }
}

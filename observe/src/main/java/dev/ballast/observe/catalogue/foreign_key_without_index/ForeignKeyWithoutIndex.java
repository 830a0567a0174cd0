package dev.ballast.observe.catalogue.foreign_key_without_index;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SafeChange;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A foreign key whose referencing rows no index finds.
@NullMarked
public final class ForeignKeyWithoutIndex extends FlawCheck {
  private static final double LARGE = 1 << 20;

  public ForeignKeyWithoutIndex() {
    super(
        "foreign-key-without-index",
        Topic.SCHEMA,
        Threshold.of(Measure.BYTES, LARGE, Urgency.TICKET),
        "flaw_unindexed_foreign_key");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "constraint", "columns");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    OptionalDouble bytes = entity.figure("bytes");
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    String table = table(entity);
    String columns = entity.label("columns");
    SymptomDraft draft =
        SymptomDraft.of(
            entity.labels(),
            bytes.getAsDouble(),
            "no index of %s begins with (%s), the columns of foreign key %s"
                .formatted(where(entity), columns, QualifiedName.of(entity.label("constraint"))));
    entity.figure("rows").ifPresent(rows -> draft.with("rows", Measure.COUNT.text(rows)));
    return Optional.of(
        isPartitioned(entity)
            ? draft.remedy(
                "Build it on each partition with CONCURRENTLY, then on the table, which takes those",
                SafeChange.briefly("CREATE INDEX ON %s (%s);".formatted(table, columns)))
            : draft.remedy(
                "Build it", "CREATE INDEX CONCURRENTLY ON %s (%s);".formatted(table, columns)));
  }
}

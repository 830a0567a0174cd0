package dev.ballast.observe.catalogue.table_undivided;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
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

/// A very large table that is not partitioned.
@NullMarked
public final class TableUndivided extends FlawCheck {
  private static final double LARGE = 100.0 * (1L << 30);

  public TableUndivided() {
    super(
        "table-undivided",
        Topic.STORAGE,
        Threshold.of(Measure.BYTES, LARGE, Urgency.NOTE),
        "flaw_large_table");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    OptionalDouble bytes = entity.figure("bytes");
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            SymptomDraft.of(
                    entity.labels(),
                    bytes.getAsDouble(),
                    "%s has %s and is not partitioned"
                        .formatted(where(entity), Measure.BYTES.text(bytes.getAsDouble())))
                .remedy(
                    "Rehearse the migration on a restored copy",
                    "ballast change rehearse --target %s migrations/"
                        .formatted(observed.target().name())));
  }
}

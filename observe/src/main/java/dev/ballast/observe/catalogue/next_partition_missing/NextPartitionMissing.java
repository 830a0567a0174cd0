package dev.ballast.observe.catalogue.next_partition_missing;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A table partitioned by time whose last partition is half over.
@NullMarked
public final class NextPartitionMissing extends FlawCheck {
  private static final double HALF = 0.5;
  private static final double NEARLY_OVER = 0.95;
  private static final double NO_PAGE = 0.9;
  private static final double STEPS = 100;

  public NextPartitionMissing() {
    super(
        "next-partition-missing",
        Topic.STORAGE,
        Threshold.of(Measure.SHARE, HALF, Urgency.TICKET)
            .pagingFrom(NEARLY_OVER)
            .clearingBelow(HALF),
        "flaw_last_partition");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "partition");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    OptionalDouble past = entity.figure("past_ratio");
    OptionalDouble end = entity.figure("end_timestamp_seconds");
    if (past.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    boolean caught = entity.figure("has_default").orElse(0) > 0;
    // What a default partition takes does not fail; and a step a reading is enough.
    double share = Math.floor(past.getAsDouble() * STEPS) / STEPS;
    Instant ends = Instant.ofEpochSecond((long) end.getAsDouble());
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                caught ? Math.min(share, NO_PAGE) : share,
                "partition %s of %s is the last one and ends at %s: rows of after that %s"
                    .formatted(
                        QualifiedName.of(entity.label("partition")),
                        where(entity),
                        ends,
                        caught ? "go to the default partition" : "are refused"))
            .with("ends", ends.toString())
            .remedy(
                "See the partitions and their bounds",
                """
                SELECT relid::regclass, pg_get_expr(c.relpartbound, c.oid)
                FROM pg_partition_tree(%s::regclass) AS t JOIN pg_class AS c ON c.oid = t.relid;"""
                    .formatted(new Literal(table(entity)))));
  }
}

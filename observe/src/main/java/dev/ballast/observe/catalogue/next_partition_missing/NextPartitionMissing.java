package dev.ballast.observe.catalogue.next_partition_missing;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.partition.NextPartitions;
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
    double ratio = past.getAsDouble();
    Instant ends = Instant.ofEpochSecond((long) end.getAsDouble());
    boolean ended = !ends.isAfter(observed.now());
    SymptomDraft draft =
        SymptomDraft.of(
                entity.labels(),
                share(entity, ratio),
                "partition %s of %s is the last one and %s at %s: rows of a later time %s"
                    .formatted(
                        QualifiedName.of(entity.label("partition")),
                        where(entity),
                        ended ? "ended" : "ends",
                        ends,
                        isCaught(entity) ? "go to the default partition" : "are refused"))
            .with("ends", ends.toString());
    OptionalDouble begin = entity.figure("begin_timestamp_seconds");
    if (begin.isPresent() && begin.getAsDouble() < end.getAsDouble()) {
      double step = end.getAsDouble() - begin.getAsDouble();
      draft.byNow(share(entity, ratio + entity.age(observed.now()).toSeconds() / step));
      next(draft, entity, Instant.ofEpochSecond((long) begin.getAsDouble()), ends, observed);
    }
    return Optional.of(
        draft.remedy(
            "See the partitions and their bounds",
            """
            SELECT relid::regclass, pg_get_expr(c.relpartbound, c.oid)
            FROM pg_partition_tree(%s::regclass) AS t JOIN pg_class AS c ON c.oid = t.relid;"""
                .formatted(new Literal(table(entity)))));
  }

  private static boolean isCaught(Entity entity) {
    return entity.figure("has_default").orElse(0) > 0;
  }

  /// What a default partition takes does not fail; and a step a reading is enough.
  private static double share(Entity entity, double past) {
    double share = Math.floor(past * STEPS) / STEPS;
    return isCaught(entity) ? Math.min(share, NO_PAGE) : share;
  }

  private static void next(
      SymptomDraft draft, Entity entity, Instant begin, Instant end, Observed observed) {
    NextPartitions.of(
            new NextPartitions.Last(
                QualifiedName.of(entity.label("schema"), entity.label("table")),
                entity.label("partition"),
                begin,
                end),
            observed.now())
        .ifPresent(
            next -> {
              String doubt = next.doubt().map(each -> ": " + each).orElse("");
              draft
                  .remedy(
                      (isCaught(entity)
                              ? "Move rows of their time out of the default partition, which is read"
                                  + " under its lock, then create and attach the next ones"
                              : "Create and attach the next ones, while the table is read and"
                                  + " written")
                          + doubt,
                      next.attached())
                  .remedy(
                      "Or in one statement each, which blocks the table for a moment" + doubt,
                      next.created());
            });
  }
}

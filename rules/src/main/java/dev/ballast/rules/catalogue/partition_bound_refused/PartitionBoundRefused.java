package dev.ballast.rules.catalogue.partition_bound_refused;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.PartitionBy;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction.AttachPartition;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Bounds that do not fit the parent or its other partitions: `transformPartitionBound` in
/// `src/backend/parser/parse_utilcmd.c` and `check_new_partition_bound` in
/// `src/backend/partitioning/partbounds.c`.
@NullMarked
public final class PartitionBoundRefused implements Rule {
  private static final String TABLE_DEFINITION = "42P16";
  private static final String OBJECT_DEFINITION = "42P17";

  @Override
  public String id() {
    return "partition-bound-refused";
  }

  /// @param later the new partition itself is looked at before
  private record Unfit(String sqlState, String reason, boolean later) {}

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateTable.class, AttachPartition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateTable create) {
      boolean there = create.ifNotExists() && scene.schema().table(create.name()).isPresent();
      create
          .partitionOf()
          .filter(_ -> !there)
          .ifPresent(
              of ->
                  unfit(scene, of.parent(), create.name(), of.bound())
                      .ifPresent(
                          unfit ->
                              report(scene, of.parent(), unfit, create.ifNotExists(), judgement)));
      return;
    }
    for (ActionOnTable<AttachPartition> each : ActionOnTable.any(scene, AttachPartition.class)) {
      each.action()
          .bound()
          .flatMap(bound -> unfit(scene, each.table(), each.action().partition(), bound))
          .ifPresent(unfit -> report(scene, each.table(), unfit, unfit.later(), judgement));
    }
  }

  private static Optional<Unfit> unfit(
      Scene scene, QualifiedName parent, QualifiedName added, PartitionBound bound) {
    if (bound instanceof PartitionBound.Hash(int modulus, int remainder)
        && (modulus <= 0 || remainder >= modulus)) {
      return Optional.of(
          new Unfit(TABLE_DEFINITION, "a remainder is less than its modulus", false));
    }
    Optional<KnownTable> known = scene.schema().table(parent);
    Optional<PartitionBy.Strategy> strategy = known.flatMap(KnownTable::strategy);
    return strategy
        .flatMap(by -> form(by, known.orElseThrow(), bound))
        .or(() -> strategy.flatMap(_ -> besides(scene, known.orElseThrow(), added, bound)));
  }

  /// Whether the bound is one of that strategy.
  private static Optional<Unfit> form(
      PartitionBy.Strategy strategy, KnownTable parent, PartitionBound bound) {
    boolean fits =
        switch (bound) {
          case PartitionBound.Default _ -> strategy != PartitionBy.Strategy.HASH;
          case PartitionBound.InList _ -> strategy == PartitionBy.Strategy.LIST;
          case PartitionBound.Range _ -> strategy == PartitionBy.Strategy.RANGE;
          case PartitionBound.Hash _ -> strategy == PartitionBy.Strategy.HASH;
        };
    if (!fits) {
      return Optional.of(
          new Unfit(
              TABLE_DEFINITION,
              "%s is partitioned by %s, and %s"
                  .formatted(
                      parent.name(),
                      strategy,
                      bound instanceof PartitionBound.Default
                          ? "so has no DEFAULT partition"
                          : "the bound is one of another form"),
              false));
    }
    return bound instanceof PartitionBound.Range range
            && !parent.partitionKey().isEmpty()
            && (range.from().size() != parent.partitionKey().size()
                || range.to().size() != parent.partitionKey().size())
        ? Optional.of(
            new Unfit(
                TABLE_DEFINITION,
                "the partition key of %s has %d columns"
                    .formatted(parent.name(), parent.partitionKey().size()),
                false))
        : Optional.empty();
  }

  /// Whether another partition holds some of the rows.
  private static Optional<Unfit> besides(
      Scene scene, KnownTable parent, QualifiedName added, PartitionBound bound) {
    Bounds bounds = Bounds.of(parent);
    if (bound instanceof PartitionBound.Range range && bounds.isEmpty(range)) {
      return Optional.of(new Unfit(OBJECT_DEFINITION, "no value is within the bounds", true));
    }
    List<KnownTable> others =
        scene.schema().heirs(parent.name()).stream()
            .filter(other -> !other.name().mayBe(added))
            .toList();
    for (KnownTable other : others) {
      if (bound instanceof PartitionBound.Default && other.defaultPartition()) {
        return Optional.of(
            new Unfit(OBJECT_DEFINITION, other.name() + " is the DEFAULT partition already", true));
      }
      if (other.bound().filter(known -> bounds.overlap(known, bound)).isPresent()) {
        return Optional.of(
            new Unfit(OBJECT_DEFINITION, "the bounds overlap those of " + other.name(), true));
      }
    }
    return Optional.empty();
  }

  private static void report(
      Scene scene, QualifiedName parent, Unfit unfit, boolean maybe, Judgement judgement) {
    var draft =
        judgement
            .hazard(
                scene,
                "PostgreSQL refuses this statement (SQLSTATE %s%s): %s."
                    .formatted(
                        unfit.sqlState(),
                        maybe ? ", unless the partition is refused or there already" : "",
                        unfit.reason()))
            .about(parent)
            .advice(
                "Give the partition bounds that fit "
                    + parent
                    + "; the upper bound of a range is not part of it.");
    if (maybe) {
      draft
          .refused(
              new Refusal.Conditional(
                  unfit.sqlState(), "the partition is not refused or there already"))
          .report();
    } else {
      draft.refused(scene, unfit.sqlState()).report();
    }
  }
}

package dev.ballast.rules.catalogue.partition_key_missing;

import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.PartitionedKeys;
import dev.ballast.rules.dependents.PartitionColumns;
import dev.ballast.rules.dependents.PartitionColumns.Missing;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.IndexKey;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A unique key of a partitioned table without the columns that decide on the partition.
@NullMarked
public final class PartitionKeyMissing implements Rule {
  private static final String UNSUPPORTED = "0A000";

  @Override
  public String id() {
    return "partition-key-missing";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddConstraint.class, AddColumn.class, CreateIndex.class, CreateTable.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof AlterTable alter && alter.kind() == ObjectKind.TABLE) {
      alter.actions().stream()
          .flatMap(action -> added(scene, alter, action).stream())
          .findFirst()
          .ifPresent(missing -> report(scene, alter.name(), missing, judgement));
    } else if (scene.statement() instanceof CreateIndex create && create.shape().unique()) {
      PartitionColumns.missing(
              scene.schema(), create.table(), create.only(), columns(create.shape().keys()))
          .ifPresent(missing -> report(scene, create.table(), missing, judgement));
    } else if (scene.statement() instanceof CreateTable create) {
      created(scene, create, judgement);
    }
  }

  private static Optional<Missing> added(Scene scene, AlterTable alter, AlterAction action) {
    if (action instanceof AddConstraint(_, Constraint constraint)) {
      return unique(constraint, constraint.columns())
          .filter(_ -> isFirst(scene, alter.name(), constraint))
          .flatMap(
              key -> PartitionColumns.missing(scene.schema(), alter.name(), alter.only(), key));
    }
    return action instanceof AddColumn add ? added(scene, alter, add) : Optional.empty();
  }

  private static Optional<Missing> added(Scene scene, AlterTable alter, AddColumn add) {
    String column = add.column();
    boolean there =
        scene.schema().table(alter.name()).flatMap(known -> known.column(column)).isPresent();
    return add.definition().constraints().stream()
        .filter(each -> !there && isFirst(scene, alter.name(), each))
        .flatMap(each -> unique(each, List.of(column)).stream())
        .flatMap(
            key ->
                PartitionColumns.missing(scene.schema(), alter.name(), alter.only(), key).stream())
        .findFirst();
  }

  /// A second primary key is refused for that.
  private static boolean isFirst(Scene scene, QualifiedName table, Constraint constraint) {
    return constraint.kind() != Constraint.Kind.PRIMARY_KEY
        || !PartitionColumns.hasPrimaryKey(scene.schema(), table);
  }

  /// The columns of a constraint that is a unique key with an index of its own.
  private static Optional<List<String>> unique(Constraint constraint, List<String> columns) {
    if (constraint.demand() instanceof Demand.Exclude exclude) {
      return Optional.of(
          columns(exclude.exclusions().stream().map(Demand.Exclusion::key).toList()));
    }
    return constraint.demand() instanceof Demand.Key key && key.usingIndex().isEmpty()
        ? Optional.of(columns)
        : Optional.empty();
  }

  private static List<String> columns(List<IndexKey> keys) {
    return keys.stream().flatMap(key -> key.column().stream()).toList();
  }

  private static void created(Scene scene, CreateTable create, Judgement judgement) {
    if (create.partitionBy().isEmpty()
        || (create.ifNotExists() && scene.schema().table(create.name()).isPresent())) {
      return;
    }
    List<String> partitionKey =
        create.partitionBy().get().keys().stream().map(key -> key.column().orElse("")).toList();
    List<List<String>> keys = new ArrayList<>();
    for (ColumnDefinition column : create.columns()) {
      column.constraints().stream()
          .flatMap(each -> unique(each, List.of(column.name())).stream())
          .forEach(keys::add);
    }
    create.constraints().stream()
        .flatMap(each -> unique(each, each.columns()).stream())
        .forEach(keys::add);
    create
        .partitionOf()
        .ifPresent(
            of ->
                new PartitionedKeys(scene.schema())
                    .withParents(of.parent()).stream()
                        .flatMap(parent -> scene.schema().indexesOf(parent).stream())
                        .filter(KnownIndex::unique)
                        .map(KnownIndex::columns)
                        .forEach(keys::add));
    keys.stream()
        .flatMap(key -> PartitionColumns.missing(create.name(), partitionKey, key).stream())
        .findFirst()
        .ifPresent(missing -> report(scene, create.name(), missing, judgement));
  }

  private static void report(
      Scene scene, QualifiedName table, Missing missing, Judgement judgement) {
    String why =
        missing.columns().isEmpty()
            ? "the partition key of " + missing.table() + " holds an expression"
            : "%s is partitioned by %s, which the key leaves out"
                .formatted(
                    missing.table(),
                    Phrases.list(missing.columns().stream().map(QualifiedName::of).toList()));
    boolean maybe = scene.statement() instanceof CreateTable create && create.ifNotExists();
    var draft =
        judgement
            .hazard(
                scene,
                "PostgreSQL refuses this statement (SQLSTATE 0A000%s): %s."
                    .formatted(maybe ? ", unless the table is there already" : "", why))
            .about(table)
            .advice(
                missing.columns().isEmpty()
                    ? "Make a unique index on each partition alone; no key can hold for all of"
                        + " them."
                    : "Add the partition columns to the key, or make a unique index on each"
                        + " partition alone.");
    if (maybe) {
      draft
          .refused(new Refusal.Conditional(UNSUPPORTED, "there is no table " + table + " yet"))
          .report();
    } else {
      draft.refused(scene, UNSUPPORTED).report();
    }
  }
}

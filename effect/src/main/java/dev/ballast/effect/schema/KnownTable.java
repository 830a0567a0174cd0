package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.PartitionBy;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A table as the statements so far left it.
///
/// @param whole its CREATE TABLE was seen, so a column or constraint that is not here does not
///     exist; otherwise only what later statements said is known
/// @param partitionOf its parent, where it is a partition
/// @param defaultPartition it takes the rows that no other partition takes
/// @param partitioned it has partitions and no rows of its own
/// @param bound which rows it holds, where it is a partition and that is known
/// @param strategy how rows find their partition, where it is partitioned and that is known
/// @param partitionKey what decides on a row's partition: a column each, an expression's place is
///     held by an empty text; none where it is not known
/// @param inherits its parents by plain inheritance
/// @param born when its CREATE TABLE was seen
public record KnownTable(
    QualifiedName name,
    boolean whole,
    List<KnownColumn> columns,
    List<KnownConstraint> constraints,
    Optional<QualifiedName> partitionOf,
    boolean defaultPartition,
    boolean partitioned,
    Optional<PartitionBound> bound,
    Optional<PartitionBy.Strategy> strategy,
    List<String> partitionKey,
    List<QualifiedName> inherits,
    Persistence persistence,
    List<String> triggers,
    List<String> policies,
    boolean rowSecurity,
    Moment born) {
  public KnownTable {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    requireNonNull(partitionOf, "partitionOf is null");
    requireNonNull(bound, "bound is null");
    requireNonNull(strategy, "strategy is null");
    partitionKey = List.copyOf(partitionKey);
    inherits = List.copyOf(inherits);
    requireNonNull(persistence, "persistence is null");
    triggers = List.copyOf(triggers);
    policies = List.copyOf(policies);
    requireNonNull(born, "born is null");
  }

  public Optional<KnownColumn> column(String column) {
    return columns.stream().filter(each -> each.name().equals(column)).findFirst();
  }

  public Optional<KnownConstraint> constraint(String constraint) {
    return constraints.stream().filter(each -> each.name().equals(constraint)).findFirst();
  }

  /// A table that some statement names and no CREATE TABLE was seen of.
  static KnownTable named(QualifiedName name) {
    return new TableDraft(name, false, Persistence.PERMANENT, Moment.BEFORE_ALL).table();
  }

  /// True where a validated CHECK proves that the column holds no null.
  public boolean provesNotNull(String column) {
    return constraints.stream()
        .anyMatch(
            constraint ->
                constraint.kind() == Constraint.Kind.CHECK
                    && constraint.validated()
                    && NotNullChecks.proves(constraint.definition(), column));
  }

  KnownTable withName(QualifiedName newName) {
    TableDraft draft = new TableDraft(this);
    draft.name = newName;
    return draft.table();
  }

  /// The same table without the parents that cannot be its own.
  KnownTable withoutParents(Predicate<QualifiedName> impossible) {
    if (partitionOf.filter(impossible).isEmpty() && inherits.stream().noneMatch(impossible)) {
      return this;
    }
    TableDraft draft = new TableDraft(this);
    draft.partitionOf = partitionOf.filter(impossible.negate());
    draft.inherits.removeIf(impossible);
    return draft.table();
  }

  /// The same table after its parent got another name.
  KnownTable withParent(QualifiedName from, QualifiedName to) {
    TableDraft draft = new TableDraft(this);
    draft.partitionOf = partitionOf.map(parent -> renamed(parent, from, to));
    draft.inherits.replaceAll(parent -> renamed(parent, from, to));
    return draft.table();
  }

  /// The same table after one that its foreign keys point at got another name.
  KnownTable withReference(QualifiedName from, QualifiedName to) {
    TableDraft draft = new TableDraft(this);
    draft.constraints.replaceAll(
        each -> each.withReferences(each.references().map(table -> renamed(table, from, to))));
    return draft.table();
  }

  private static QualifiedName renamed(QualifiedName name, QualifiedName from, QualifiedName to) {
    return KnownSchema.key(name).equals(KnownSchema.key(from)) ? to : name;
  }
}

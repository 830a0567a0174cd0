package dev.ballast.effect.schema;

import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.PartitionBy;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A table while a statement changes it. For one thread.
final class TableDraft {
  QualifiedName name;
  final boolean whole;
  final List<KnownColumn> columns = new ArrayList<>();
  final List<KnownConstraint> constraints = new ArrayList<>();
  Optional<QualifiedName> partitionOf = Optional.empty();
  boolean defaultPartition;
  boolean partitioned;
  Optional<PartitionBound> bound = Optional.empty();
  Optional<PartitionBy.Strategy> strategy = Optional.empty();
  final List<String> partitionKey = new ArrayList<>();
  final List<QualifiedName> inherits = new ArrayList<>();
  Persistence persistence;
  final List<String> triggers = new ArrayList<>();
  final List<String> policies = new ArrayList<>();
  boolean rowSecurity;
  private final Moment born;

  TableDraft(QualifiedName name, boolean whole, Persistence persistence, Moment born) {
    this.name = name;
    this.whole = whole;
    this.persistence = persistence;
    this.born = born;
  }

  TableDraft(KnownTable table) {
    this(table.name(), table.whole(), table.persistence(), table.born());
    columns.addAll(table.columns());
    constraints.addAll(table.constraints());
    partitionOf = table.partitionOf();
    defaultPartition = table.defaultPartition();
    partitioned = table.partitioned();
    bound = table.bound();
    strategy = table.strategy();
    partitionKey.addAll(table.partitionKey());
    inherits.addAll(table.inherits());
    triggers.addAll(table.triggers());
    policies.addAll(table.policies());
    rowSecurity = table.rowSecurity();
  }

  boolean hasColumn(String column) {
    return columns.stream().anyMatch(each -> each.name().equals(column));
  }

  void column(String column, UnaryOperator<KnownColumn> change) {
    columns.replaceAll(each -> each.name().equals(column) ? change.apply(each) : each);
  }

  KnownTable table() {
    return new KnownTable(
        name,
        whole,
        columns,
        constraints,
        partitionOf,
        defaultPartition,
        partitioned,
        bound,
        strategy,
        partitionKey,
        inherits,
        persistence,
        triggers,
        policies,
        rowSecurity,
        born);
  }
}

package dev.ballast.rules.steps;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.derived.ChosenName;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How a unique or primary key comes to a table in use: its index is built concurrently, on each
/// partition where there are some.
///
/// @param checking ` DEFERRABLE INITIALLY DEFERRED`, where it is so
public record SafeKey(Demand.Key demand, List<String> columns, String checking) {
  public SafeKey {
    requireNonNull(demand, "demand is null");
    columns = List.copyOf(columns);
    requireNonNull(checking, "checking is null");
  }

  /// The key that a constraint demands.
  ///
  /// @param columns of the constraint, or the one that it is beside
  public static SafeKey of(Constraint constraint, Demand.Key demand, List<String> columns) {
    return new SafeKey(demand, columns, Deparser.checking(constraint));
  }

  /// The constraint's own name, or the one that the server chooses, after it has dropped what the
  /// same statement drops.
  public QualifiedName name(Constraint constraint, ActionText<?> added) {
    KnownSchema schema = added.scene().schema();
    Set<String> dropped =
        added.alter().actions().stream()
            .filter(DropConstraint.class::isInstance)
            .map(action -> ((DropConstraint) action).name())
            .collect(Collectors.toSet());
    String chosen =
        KnownIndex.nameOfKey(
                added.table(), demand, columns, schema, index -> dropped.contains(index.name()))
            .name();
    return QualifiedName.of(constraint.name().orElse(chosen));
  }

  /// The statements, with remarks between.
  public List<String> steps(KnownSchema schema, QualifiedName table, QualifiedName name) {
    if (demand.withoutOverlaps()) {
      return List.of(
          "-- a key WITHOUT OVERLAPS does not take over an index: add it in a quiet minute, or to a",
          "-- new table that the rows are copied to");
    }
    List<String> steps = new ArrayList<>();
    add(schema, table, name, steps);
    return steps;
  }

  private void add(
      KnownSchema schema, QualifiedName table, QualifiedName name, List<String> steps) {
    if (!schema.table(table).map(KnownTable::partitioned).orElse(false)) {
      QualifiedName built = free(schema, table, name);
      steps.add("-- outside a transaction:");
      steps.add("CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s".formatted(built, table, index()));
      steps.add(
          "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s%s"
              .formatted(table, name, kind(), built, checking));
      return;
    }
    steps.add("-- on the parent alone, which reads no row; it holds once each partition has it:");
    steps.add("ALTER TABLE ONLY %s ADD CONSTRAINT %s %s".formatted(table, name, constraint()));
    for (KnownTable partition : schema.heirs(table)) {
      QualifiedName own = KnownIndex.nameOfKey(partition.name(), demand, columns, schema);
      add(schema, partition.name(), QualifiedName.of(own.name()), steps);
      steps.add(
          "ALTER INDEX %s ATTACH PARTITION %s"
              .formatted(new QualifiedName(table.schema(), name.name()), own));
    }
  }

  /// The constraint's name, or another where an index that goes with it still has that name; the
  /// constraint gives the index its own.
  private static QualifiedName free(KnownSchema schema, QualifiedName table, QualifiedName name) {
    boolean taken = schema.hasRelation(new QualifiedName(table.schema(), name.name()));
    return taken
        ? QualifiedName.of(
            ChosenName.of(
                name.name(),
                List.of(),
                "next",
                other -> schema.hasRelation(new QualifiedName(table.schema(), other))))
        : name;
  }

  private String kind() {
    return demand.primary() ? "PRIMARY KEY" : "UNIQUE";
  }

  /// What stands behind the table in CREATE UNIQUE INDEX.
  private String index() {
    return Deparser.columns(columns)
        + includes()
        + (demand.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
        + options()
        + demand
            .index()
            .tablespace()
            .map(name -> " TABLESPACE " + QualifiedName.of(name))
            .orElse("");
  }

  /// The same as a table's constraint.
  private String constraint() {
    return kind()
        + (demand.nullsNotDistinct() ? " NULLS NOT DISTINCT " : " ")
        + Deparser.columns(columns)
        + includes()
        + options()
        + demand
            .index()
            .tablespace()
            .map(name -> " USING INDEX TABLESPACE " + QualifiedName.of(name))
            .orElse("")
        + checking;
  }

  private String includes() {
    List<String> includes = demand.index().includes();
    return includes.isEmpty() ? "" : " INCLUDE " + Deparser.columns(includes);
  }

  private String options() {
    List<Option> options = demand.index().options();
    return options.isEmpty()
        ? ""
        : options.stream().map(Deparser::option).collect(Collectors.joining(", ", " WITH (", ")"));
  }
}

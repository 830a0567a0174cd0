package dev.ballast.rules.dependents;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownColumn.Generation;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownRoutine;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.rules.dependents.Dependent.Kind;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What is known to need a column beside the column's own index or constraint.
public final class Dependents {
  /// From this major on a generated column keeps what it is computed from.
  private static final int GENERATED_REFUSES = 15;

  private Dependents() {}

  /// In the order PostgreSQL's kinds of objects are listed: views first, then the table's own
  /// parts.
  public static List<Dependent> onColumn(
      KnownSchema schema, int major, QualifiedName table, String column) {
    List<Dependent> all = new ArrayList<>();
    for (KnownView view : schema.viewsReading(table)) {
      if (view.readsColumn(table, column)) {
        Kind kind = view.materialized() ? Kind.MATERIALIZED_VIEW : Kind.VIEW;
        all.add(new Dependent(kind, view.name(), true));
      }
    }
    for (KnownRoutine routine : schema.routinesReading(table, column)) {
      all.add(new Dependent(Kind.ROUTINE, routine.name(), true));
    }
    schema.table(table).ifPresent(known -> all.addAll(ofTable(known, major, column)));
    for (KnownIndex index : schema.indexesOf(table)) {
      boolean shared = index.columns().contains(column) && index.columns().size() > 1;
      if (shared && index.ofConstraint().isEmpty()) {
        all.add(new Dependent(Kind.INDEX, index.name(), false));
      }
    }
    return all;
  }

  private static List<Dependent> ofTable(KnownTable table, int major, String column) {
    List<Dependent> all = new ArrayList<>();
    for (KnownColumn other : table.columns()) {
      boolean generated =
          other.generation() == Generation.STORED || other.generation() == Generation.VIRTUAL;
      if (generated
          && other.defaultValue().filter(value -> columns(value).contains(column)).isPresent()) {
        all.add(
            new Dependent(
                Kind.GENERATED_COLUMN, QualifiedName.of(other.name()), major >= GENERATED_REFUSES));
      }
    }
    for (KnownConstraint constraint : table.constraints()) {
      Set<String> needed = columns(constraint.definition());
      needed.addAll(constraint.columns());
      if (needed.contains(column) && needed.size() > 1) {
        all.add(new Dependent(Kind.CONSTRAINT, QualifiedName.of(constraint.name()), false));
      }
    }
    return all;
  }

  private static Set<String> columns(Node node) {
    Set<String> columns = new TreeSet<>();
    Walk.of(node).every(ColumnReference.class).forEach(each -> columns.add(each.column()));
    return columns;
  }
}

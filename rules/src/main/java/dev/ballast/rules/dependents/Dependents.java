package dev.ballast.rules.dependents;

import dev.ballast.effect.schema.ColumnRead;
import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownColumn.Generation;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownReader;
import dev.ballast.effect.schema.KnownRoutine;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownSequence;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.rules.dependents.Dependent.Hold;
import dev.ballast.rules.dependents.Dependent.Kind;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is known to need a column beside the column's own index or constraint.
public final class Dependents {
  /// From this major on a generated column keeps what it is computed from.
  static final int GENERATED_REFUSES = 15;

  private final KnownSchema schema;
  private final int major;
  private final QualifiedName table;
  private final String column;
  private final List<Dependent> all = new ArrayList<>();

  private Dependents(KnownSchema schema, int major, QualifiedName table, String column) {
    this.schema = schema;
    this.major = major;
    this.table = table;
    this.column = column;
  }

  /// In the order PostgreSQL's kinds of objects are listed: views first, then the table's own
  /// parts.
  public static List<Dependent> onColumn(
      KnownSchema schema, int major, QualifiedName table, String column) {
    Dependents dependents = new Dependents(schema, major, table, column);
    dependents.readers();
    schema.table(table).ifPresent(dependents::ofTable);
    dependents.foreignKeys();
    dependents.sequences();
    dependents.indexes();
    return List.copyOf(dependents.all);
  }

  private Optional<Boolean> read(List<ColumnRead> reads) {
    List<ColumnRead> meant = reads.stream().filter(read -> read.isOf(table, column)).toList();
    return meant.isEmpty()
        ? Optional.empty()
        : Optional.of(meant.stream().anyMatch(ColumnRead::certain));
  }

  private void readers() {
    for (KnownView view : schema.viewsReading(table)) {
      Kind kind = view.materialized() ? Kind.MATERIALIZED_VIEW : Kind.VIEW;
      read(view.columnsRead())
          .ifPresent(certain -> all.add(Dependent.reading(kind, view.name(), certain)));
    }
    for (KnownRoutine routine : schema.routines()) {
      read(routine.columnsRead())
          .ifPresent(certain -> all.add(Dependent.reading(Kind.ROUTINE, routine.name(), certain)));
    }
    for (KnownReader reader : schema.readers()) {
      read(reader.columnsRead()).ifPresent(certain -> all.add(of(reader, certain)));
    }
  }

  static Dependent of(KnownReader reader, boolean certain) {
    Kind kind =
        switch (reader.kind()) {
          case POLICY_USING, POLICY_CHECK -> Kind.POLICY;
          case RULE -> Kind.RULE;
          case TRIGGER -> Kind.TRIGGER;
          case PUBLICATION -> Kind.PUBLICATION;
        };
    return new Dependent(
        kind, QualifiedName.of(reader.name()), reader.table(), Hold.DROP_AND_TYPE, certain);
  }

  private void ofTable(KnownTable known) {
    for (KnownColumn other : known.columns()) {
      boolean generated =
          other.generation() == Generation.STORED || other.generation() == Generation.VIRTUAL;
      if (generated
          && other.defaultValue().filter(value -> columns(value).contains(column)).isPresent()) {
        Hold hold = major >= GENERATED_REFUSES ? Hold.DROP_AND_TYPE : Hold.NONE;
        all.add(part(Kind.GENERATED_COLUMN, other.name(), table, hold));
      }
    }
    for (KnownConstraint constraint : known.constraints()) {
      Set<String> needed = columns(constraint.definition());
      needed.addAll(constraint.columns());
      if (needed.contains(column) && needed.size() > 1) {
        all.add(part(Kind.CONSTRAINT, constraint.name(), table, Hold.NONE));
      }
    }
  }

  private static Dependent part(Kind kind, String name, QualifiedName on, Hold hold) {
    return new Dependent(kind, QualifiedName.of(name), on, hold, true);
  }

  /// The foreign keys that point at the column; their own columns go along.
  private void foreignKeys() {
    for (KnownTable other : schema.referencing(table)) {
      for (KnownConstraint key : pointingAt(other, table)) {
        boolean own = other.name().mayBe(table) && key.columns().contains(column);
        if (!own && targets(schema, key).contains(column)) {
          all.add(part(Kind.FOREIGN_KEY, key.name(), other.name(), Hold.DROP));
        }
      }
    }
  }

  /// The foreign keys of one table to another.
  static List<KnownConstraint> pointingAt(KnownTable from, QualifiedName to) {
    return from.constraints().stream()
        .filter(
            each ->
                each.references()
                    .map(KnownSchema::key)
                    .filter(KnownSchema.key(to)::equals)
                    .isPresent())
        .toList();
  }

  /// The columns that a foreign key points at.
  static List<String> targets(KnownSchema schema, KnownConstraint key) {
    List<String> named = key.definition().reference().map(Reference::columns).orElse(List.of());
    if (!named.isEmpty()) {
      return named;
    }
    return key.references().flatMap(schema::table).stream()
        .flatMap(to -> to.constraints().stream())
        .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
        .flatMap(each -> each.columns().stream())
        .toList();
  }

  /// A sequence goes with its column, but not where another column's default takes from it.
  private void sequences() {
    for (KnownSequence sequence : schema.sequences()) {
      boolean own =
          sequence.table().filter(table::mayBe).isPresent()
              && sequence.column().filter(column::equals).isPresent();
      if (own) {
        ObjectDependents.defaults(schema, sequence.name()).stream()
            .filter(each -> !(each.on().mayBe(table) && each.name().name().equals(column)))
            .forEach(all::add);
      }
    }
  }

  private void indexes() {
    for (KnownIndex index : schema.indexesOf(table)) {
      boolean shared = index.columns().contains(column) && index.columns().size() > 1;
      if (shared && index.ofConstraint().isEmpty()) {
        all.add(new Dependent(Kind.INDEX, index.name(), table, Hold.NONE, true));
      }
    }
  }

  private static Set<String> columns(Node node) {
    Set<String> columns = new TreeSet<>();
    Walk.of(node).every(ColumnReference.class).forEach(each -> columns.add(each.column()));
    return columns;
  }
}

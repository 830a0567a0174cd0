package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.derived.ChosenName;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// An index, made by itself or by a constraint.
///
/// @param columns its keys in order; an expression's place is held by an empty text
/// @param partial it has a WHERE clause
/// @param plain every key is a column in the order, operator class and collation that it has by
///     itself, and nothing is included beside the keys
/// @param names what its own columns are called, included ones too
/// @param others the columns that it needs beside its keys: included, or in an expression or WHERE
/// @param ofConstraint it belongs to the constraint of that name
public record KnownIndex(
    QualifiedName name,
    QualifiedName table,
    String method,
    List<String> columns,
    boolean unique,
    boolean partial,
    boolean plain,
    List<String> names,
    List<String> others,
    Optional<String> ofConstraint,
    Moment born) {
  public KnownIndex {
    requireNonNull(name, "name is null");
    requireNonNull(table, "table is null");
    requireNonNull(method, "method is null");
    columns = List.copyOf(columns);
    names = List.copyOf(names);
    others = List.copyOf(others);
    requireNonNull(ofConstraint, "ofConstraint is null");
    requireNonNull(born, "born is null");
  }

  /// Whether a key is computed from columns rather than being one.
  public boolean hasExpression() {
    return columns.contains("");
  }

  /// The name that a new index gets: its own, or the one that the server chooses.
  public static QualifiedName nameOf(CreateIndex create, KnownSchema schema) {
    QualifiedName table = create.table();
    return create
        .name()
        .map(name -> new QualifiedName(table.schema(), name))
        .orElseGet(() -> chosen(table, IndexDraft.of(create).names(), "idx", schema));
  }

  /// The name that the server chooses for the copy of this index that a partition gets.
  public QualifiedName nameOn(QualifiedName partition, KnownSchema schema) {
    Optional<Constraint.Kind> key =
        ofConstraint
            .flatMap(
                constraint -> schema.table(table).flatMap(known -> known.constraint(constraint)))
            .map(KnownConstraint::kind);
    boolean primary = key.filter(Constraint.Kind.PRIMARY_KEY::equals).isPresent();
    return chosen(
        partition,
        primary ? List.of() : names,
        key.flatMap(ConstraintName::label).orElse("idx"),
        schema);
  }

  /// The name that the server chooses for the partition's part of a new index.
  public static QualifiedName nameOn(
      QualifiedName partition, CreateIndex create, KnownSchema schema) {
    return chosen(partition, IndexDraft.of(create).names(), "idx", schema);
  }

  /// The name that the server chooses for a key without one, and for its index.
  public static QualifiedName nameOfKey(
      QualifiedName table, Demand.Key key, List<String> columns, KnownSchema schema) {
    return nameOfKey(table, key, columns, schema, relation -> false);
  }

  /// The same where the statement drops some relations first.
  public static QualifiedName nameOfKey(
      QualifiedName table,
      Demand.Key key,
      List<String> columns,
      KnownSchema schema,
      Predicate<QualifiedName> gone) {
    if (!key.primary()) {
      return chosen(
          table,
          IndexDraft.names(key, columns),
          "key",
          name -> schema.hasRelation(name) && !gone.test(name));
    }
    // A table has one primary key: what has its name now goes before the new one comes.
    return chosen(
        table,
        List.of(),
        "pkey",
        name ->
            schema.hasRelation(name)
                && schema.index(name).filter(known -> known.table().mayBe(table)).isEmpty());
  }

  private static QualifiedName chosen(
      QualifiedName table, List<String> columns, String label, KnownSchema schema) {
    return chosen(table, columns, label, schema::hasRelation);
  }

  private static QualifiedName chosen(
      QualifiedName table, List<String> columns, String label, Predicate<QualifiedName> taken) {
    return new QualifiedName(
        table.schema(),
        ChosenName.of(
            table.name(),
            columns,
            label,
            name -> taken.test(new QualifiedName(table.schema(), name))));
  }

  /// Whether it goes when that column goes.
  boolean needs(String column) {
    return columns.contains(column) || others.contains(column);
  }

  KnownIndex withTable(QualifiedName newTable) {
    return moved(name, newTable, ofConstraint);
  }

  KnownIndex withName(QualifiedName newName) {
    return moved(newName, table, ofConstraint);
  }

  KnownIndex ofConstraint(String constraint, QualifiedName newName) {
    return moved(newName, table, Optional.of(constraint));
  }

  private KnownIndex moved(
      QualifiedName newName, QualifiedName newTable, Optional<String> constraint) {
    return new KnownIndex(
        newName,
        newTable,
        method,
        columns,
        unique,
        partial,
        plain,
        names,
        others,
        constraint,
        born);
  }

  /// The names of its own columns stay as they are.
  KnownIndex withColumn(RenamedColumn column) {
    return new KnownIndex(
        name,
        table,
        method,
        renamed(columns, column),
        unique,
        partial,
        plain,
        names,
        renamed(others, column),
        ofConstraint,
        born);
  }

  private static List<String> renamed(List<String> names, RenamedColumn column) {
    return names.stream().map(each -> each.equals(column.from()) ? column.to() : each).toList();
  }
}

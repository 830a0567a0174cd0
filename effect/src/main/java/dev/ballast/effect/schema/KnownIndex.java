package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/// An index, made by itself or by a constraint.
///
/// @param columns its keys in order; an expression's place is held by an empty text
/// @param partial it has a WHERE clause
/// @param plain every key is a column in the order, operator class and collation that it has by
///     itself, and nothing is included beside the keys
/// @param ofConstraint it belongs to the constraint of that name
public record KnownIndex(
    QualifiedName name,
    QualifiedName table,
    String method,
    List<String> columns,
    boolean unique,
    boolean partial,
    boolean plain,
    Optional<String> ofConstraint,
    Moment born) {
  public KnownIndex {
    requireNonNull(name, "name is null");
    requireNonNull(table, "table is null");
    requireNonNull(method, "method is null");
    columns = List.copyOf(columns);
    requireNonNull(ofConstraint, "ofConstraint is null");
    requireNonNull(born, "born is null");
  }

  KnownIndex withTable(QualifiedName newTable) {
    return new KnownIndex(
        name, newTable, method, columns, unique, partial, plain, ofConstraint, born);
  }

  KnownIndex withName(QualifiedName newName) {
    return new KnownIndex(
        newName, table, method, columns, unique, partial, plain, ofConstraint, born);
  }

  KnownIndex withColumn(String from, String to) {
    return new KnownIndex(
        name,
        table,
        method,
        columns.stream().map(column -> column.equals(from) ? to : column).toList(),
        unique,
        partial,
        plain,
        ofConstraint,
        born);
  }

  KnownIndex ofConstraint(String constraint, QualifiedName newName) {
    return new KnownIndex(
        newName, table, method, columns, unique, partial, plain, Optional.of(constraint), born);
  }
}

package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;

/// A column that a view or a routine needs.
///
/// @param column `*` for all of a relation whose columns are not known
public record ColumnRead(QualifiedName relation, String column) {
  /// Stands for every column.
  static final String ALL = "*";

  public ColumnRead {
    requireNonNull(relation, "relation is null");
    requireNonNull(column, "column is null");
  }

  boolean isOf(QualifiedName other, String name) {
    return KnownSchema.key(relation).equals(KnownSchema.key(other))
        && (column.equals(name) || column.equals(ALL));
  }

  ColumnRead withRelation(QualifiedName from, QualifiedName to) {
    return KnownSchema.key(relation).equals(KnownSchema.key(from))
        ? new ColumnRead(to, column)
        : this;
  }

  ColumnRead withColumn(QualifiedName of, RenamedColumn renamed) {
    return KnownSchema.key(relation).equals(KnownSchema.key(of)) && column.equals(renamed.from())
        ? new ColumnRead(relation, renamed.to())
        : this;
  }
}

package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;

/// A column that a view or a routine needs.
///
/// @param column `*` for all of a relation whose columns are not known
/// @param certain not certain is a name that may be another relation's column, and `*`
public record ColumnRead(QualifiedName relation, String column, boolean certain) {
  /// Stands for every column.
  static final String ALL = "*";

  public ColumnRead {
    requireNonNull(relation, "relation is null");
    requireNonNull(column, "column is null");
  }

  /// One that is certain.
  public ColumnRead(QualifiedName relation, String column) {
    this(relation, column, true);
  }

  /// Whether it is, or may be, that column.
  public boolean isOf(QualifiedName other, String name) {
    return KnownSchema.key(relation).equals(KnownSchema.key(other))
        && (column.equals(name) || column.equals(ALL));
  }

  ColumnRead withRelation(QualifiedName from, QualifiedName to) {
    return KnownSchema.key(relation).equals(KnownSchema.key(from))
        ? new ColumnRead(to, column, certain)
        : this;
  }

  ColumnRead withColumn(QualifiedName of, RenamedColumn renamed) {
    return KnownSchema.key(relation).equals(KnownSchema.key(of)) && column.equals(renamed.from())
        ? new ColumnRead(relation, renamed.to(), certain)
        : this;
  }
}

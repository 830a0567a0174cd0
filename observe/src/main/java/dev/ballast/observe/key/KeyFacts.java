package dev.ballast.observe.key;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/// A column that a sequence fills, as far as its exchange for a wider one depends on it.
///
/// @param divided whether the table is partitioned, a partition, or has to do with inheritance
/// @param owns whether the sequence is dropped with the column
/// @param defaultValue the expression, names with their schemas
/// @param granted whether the column has privileges of its own
/// @param indexes that have it as a key
/// @param references foreign keys that reference it
/// @param others what else depends on it, in PostgreSQL's words
public record KeyFacts(
    QualifiedName table,
    String column,
    QualifiedName sequence,
    boolean divided,
    boolean notNull,
    Numbering numbering,
    boolean owns,
    Optional<String> defaultValue,
    boolean granted,
    List<Index> indexes,
    List<Reference> references,
    List<String> others) {
  public KeyFacts {
    requireNonNull(table, "table is null");
    requireNonNull(column, "column is null");
    requireNonNull(sequence, "sequence is null");
    requireNonNull(numbering, "numbering is null");
    requireNonNull(defaultValue, "defaultValue is null");
    indexes = List.copyOf(indexes);
    references = List.copyOf(references);
    others = List.copyOf(others);
  }

  /// How the sequence fills it.
  public enum Numbering {
    /// By its default, or by what the application does.
    DEFAULT,
    IDENTITY_ALWAYS,
    IDENTITY_BY_DEFAULT
  }

  /// An index that has the column as a key.
  ///
  /// @param constraint the key that it belongs to
  /// @param plain whether its columns are all that has to be known to build it again
  /// @param definition as PostgreSQL prints it
  public record Index(
      String name,
      Optional<Key> constraint,
      boolean unique,
      boolean plain,
      List<String> columns,
      String definition) {
    public Index {
      requireNonNull(name, "name is null");
      requireNonNull(constraint, "constraint is null");
      columns = List.copyOf(columns);
      requireNonNull(definition, "definition is null");
    }
  }

  /// A primary key or unique constraint.
  ///
  /// @param deferrable the words that say so, with a leading space; empty where it is not
  public record Key(String name, boolean primary, String deferrable) {
    public Key {
      requireNonNull(name, "name is null");
      requireNonNull(deferrable, "deferrable is null");
    }
  }

  /// A foreign key that references the column.
  ///
  /// @param divided whether its table is partitioned
  public record Reference(QualifiedName table, String name, String definition, boolean divided) {
    public Reference {
      requireNonNull(table, "table is null");
      requireNonNull(name, "name is null");
      requireNonNull(definition, "definition is null");
    }
  }
}

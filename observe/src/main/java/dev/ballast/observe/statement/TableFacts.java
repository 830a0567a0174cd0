package dev.ballast.observe.statement;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.OptionalLong;

/// A table that a statement reads, as the catalogs describe it.
///
/// @param name with its schema
/// @param rows as the last ANALYZE or VACUUM estimated them
/// @param partitioned whether an index of it cannot be built with CONCURRENTLY
/// @param indexes all that it has
public record TableFacts(
    QualifiedName name,
    OptionalLong rows,
    long bytes,
    boolean partitioned,
    List<Column> columns,
    List<Index> indexes) {
  public TableFacts {
    requireNonNull(name, "name is null");
    requireNonNull(rows, "rows is null");
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
  }

  /// A column.
  ///
  /// @param indexable whether its type has an order that a B-tree knows
  public record Column(String name, boolean indexable) {
    public Column {
      requireNonNull(name, "name is null");
    }
  }

  /// An index.
  ///
  /// @param columns its keys in order; an expression has no name
  /// @param usable whether it is valid, has all rows, and is a B-tree or a hash index
  public record Index(String name, List<String> columns, boolean usable) {
    public Index {
      requireNonNull(name, "name is null");
      columns = List.copyOf(columns);
    }

    boolean begins(List<String> some) {
      return usable && !columns.isEmpty() && some.contains(columns.getFirst());
    }

    /// Whether its first keys are all of these, in any order.
    boolean coversAll(List<String> some) {
      return usable
          && columns.size() >= some.size()
          && columns.subList(0, some.size()).containsAll(some);
    }
  }

  boolean has(String column) {
    return columns.stream().anyMatch(c -> c.name().equals(column));
  }

  boolean isIndexable(String column) {
    return columns.stream().anyMatch(c -> c.name().equals(column) && c.indexable());
  }
}

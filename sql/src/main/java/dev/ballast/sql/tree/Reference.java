package dev.ballast.sql.tree;

import java.util.List;

/// The far side of a foreign key.
///
/// @param columns none where the statement means the primary key
/// @param setColumns the columns after `ON DELETE SET NULL (...)`
/// @param period whether the last column is a `PERIOD`
public record Reference(
    QualifiedName table,
    List<String> columns,
    Action onDelete,
    Action onUpdate,
    Match match,
    List<String> setColumns,
    boolean period) {
  public Reference {
    columns = List.copyOf(columns);
    setColumns = List.copyOf(setColumns);
  }

  Reference renamed(String from, String to) {
    return new Reference(
        table,
        columns.stream().map(each -> each.equals(from) ? to : each).toList(),
        onDelete,
        onUpdate,
        match,
        setColumns,
        period);
  }

  /// What happens to the referencing rows.
  public enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }

  /// How a key with nulls is compared.
  public enum Match {
    SIMPLE,
    FULL,
    PARTIAL
  }
}

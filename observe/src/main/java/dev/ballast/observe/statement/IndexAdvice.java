package dev.ballast.observe.statement;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// An index that a statement looks for and its table does not have.
///
/// @param table with its schema
/// @param partitioned whether it cannot be built with CONCURRENTLY at once
/// @param rows of the table, where that is known
public record IndexAdvice(
    QualifiedName table, List<String> columns, boolean partitioned, OptionalLong rows) {
  public IndexAdvice {
    requireNonNull(table, "table is null");
    columns = List.copyOf(columns);
    requireNonNull(rows, "rows is null");
  }

  /// `CREATE INDEX` with all names quoted as they need it.
  public String statement() {
    return "CREATE INDEX %sON %s (%s);"
        .formatted(
            partitioned ? "" : "CONCURRENTLY ",
            table,
            columns.stream()
                .map(column -> QualifiedName.of(column).toString())
                .collect(Collectors.joining(", ")));
  }
}

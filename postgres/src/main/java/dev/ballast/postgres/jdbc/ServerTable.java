package dev.ballast.postgres.jdbc;

import java.util.List;
import java.util.Optional;

/// What a statement returned.
///
/// @param columns their names; none where it returned no rows at all
/// @param rows one value per column, as text; empty is NULL
public record ServerTable(List<String> columns, List<List<Optional<String>>> rows) {
  public ServerTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}

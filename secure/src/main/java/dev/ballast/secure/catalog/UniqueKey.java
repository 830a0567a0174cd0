package dev.ballast.secure.catalog;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.sql.Identifier;
import java.util.List;

/// Columns of which an index or an exclusion constraint refuses equal values. Keys with expressions
/// are not among them.
///
/// @param relation the oid of its table
/// @param columns in the index's order
public record UniqueKey(long relation, Identifier name, boolean primary, List<Identifier> columns) {
  public UniqueKey {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
  }

  static UniqueKey of(Row row) {
    return new UniqueKey(
        row.number("relation"),
        new Identifier(row.text("name")),
        row.flag("primary_key"),
        row.texts("columns").stream().map(Identifier::new).toList());
  }
}

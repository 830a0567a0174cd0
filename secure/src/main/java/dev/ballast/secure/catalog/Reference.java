package dev.ballast.secure.catalog;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.sql.Identifier;
import java.util.List;

/// A foreign key.
///
/// @param relation the oid of the referring table
/// @param target the oid of the table that is referred to
/// @param targetColumns in the order of `columns`
public record Reference(
    long relation,
    Identifier name,
    List<Identifier> columns,
    long target,
    List<Identifier> targetColumns) {
  public Reference {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
  }

  static Reference of(Row row) {
    return new Reference(
        row.number("relation"),
        new Identifier(row.text("name")),
        row.texts("columns").stream().map(Identifier::new).toList(),
        row.number("target"),
        row.texts("target_columns").stream().map(Identifier::new).toList());
  }
}

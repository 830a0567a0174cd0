package dev.ballast.secure.catalog;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.sql.Identifier;

/// A column, and what the login role may do with it.
///
/// @param type its name in `pg_type`; of a domain, that of what is under it
/// @param required whether it refuses NULL
/// @param computed whether only the server gives its value
public record RelationColumn(
    long relation,
    Identifier name,
    String type,
    boolean required,
    boolean computed,
    boolean selectable,
    boolean insertable,
    boolean updatable) {
  public RelationColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }

  static RelationColumn of(Row row) {
    return new RelationColumn(
        row.number("relation"),
        new Identifier(row.text("name")),
        row.text("type"),
        row.flag("required"),
        row.flag("computed"),
        row.flag("may_select"),
        row.flag("may_insert"),
        row.flag("may_update"));
  }
}

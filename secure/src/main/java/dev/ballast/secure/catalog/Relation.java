package dev.ballast.secure.catalog;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Optional;

/// A relation of users.
///
/// @param oid in `pg_class`
/// @param root the topmost table that its rows are part of; its own oid where it is no partition
/// @param rowSecurity whether policies filter its rows, `pg_class.relrowsecurity`
/// @param forced whether they do so for its owner too, `pg_class.relforcerowsecurity`
public record Relation(
    long oid,
    QualifiedIdentifier name,
    RelationKind kind,
    long root,
    boolean rowSecurity,
    boolean forced,
    Identifier owner,
    Powers powers,
    List<RelationColumn> columns) {
  public Relation {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(powers, "powers is null");
    columns = List.copyOf(columns);
  }

  /// What the login role may do with it, of any column.
  public record Powers(
      boolean select, boolean insert, boolean update, boolean delete, boolean truncate) {}

  static Relation of(Row row, List<RelationColumn> columns) {
    return new Relation(
        row.number("oid"),
        QualifiedIdentifier.of(row.text("schema"), row.text("name")),
        RelationKind.of(row.text("kind")),
        row.number("root"),
        row.flag("row_security"),
        row.flag("forced"),
        new Identifier(row.text("owner")),
        new Powers(
            row.flag("may_select"),
            row.flag("may_insert"),
            row.flag("may_update"),
            row.flag("may_delete"),
            row.flag("may_truncate")),
        columns);
  }

  /// Whether its rows lie in another table.
  public boolean isPartition() {
    return root != oid;
  }

  public Optional<RelationColumn> column(String column) {
    return columns.stream().filter(each -> each.name().name().equals(column)).findFirst();
  }
}

package dev.ballast.change.undo;

import dev.ballast.postgres.jdbc.Session;
import java.util.Optional;
import java.util.OptionalLong;

/// Counts the rows of a table that was never analysed, so that nobody has estimated them. It is
/// read as the role of the session sees it.
final class CountedRows {
  private record Table(String relation, boolean readable) {}

  private CountedRows() {}

  /// The rows of the table that a column was dropped from; empty where they were estimated, and
  /// where the role may not read them or sees only some.
  static OptionalLong of(Facet lost, Session session) {
    if (!lost.name().equals("column") || !lost.value().isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<Table> table = table(lost.subject(), session);
    return table.filter(Table::readable).isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            session.one(
                "SELECT pg_catalog.count(*) AS rows FROM %s".formatted(table.get().relation()),
                row -> row.number("rows")));
  }

  /// @param column with its table and schema, quoted
  private static Optional<Table> table(String column, Session session) {
    return session.first(
        """
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS relation,
               c.relkind IN ('r', 'p') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                 AND NOT pg_catalog.row_security_active(c.oid) AS readable
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE pg_catalog.format('%I.%I', n.nspname, c.relname) = ?
        """
            .strip(),
        row -> new Table(row.text("relation"), row.flag("readable")),
        relation(column));
  }

  /// What stands before the last name.
  static String relation(String column) {
    int end = column.length();
    if (!column.endsWith("\"")) {
      return column.substring(0, column.lastIndexOf('.'));
    }
    int start = end - 2;
    while (column.charAt(start) != '"' || column.charAt(start - 1) == '"') {
      start -= column.charAt(start) == '"' ? 2 : 1;
    }
    return column.substring(0, start - 1);
  }
}

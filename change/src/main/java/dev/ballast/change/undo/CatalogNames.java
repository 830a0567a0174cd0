package dev.ballast.change.undo;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What the names of a statement mean in a session: the objects with their schemas. For one thread
/// at a time.
final class CatalogNames {
  private static final String RELATION =
      """
      SELECT n.nspname AS schema, c.relname AS name FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = pg_catalog.to_regclass(?)
      """;

  private static final String TYPE =
      """
      SELECT n.nspname AS schema, t.typname AS name FROM pg_catalog.pg_type t
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      WHERE t.oid = pg_catalog.to_regtype(?)
      """;

  private static final String ROUTINE =
      """
      SELECT n.nspname AS schema, p.proname AS name, p.oid::text AS oid FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE p.oid = COALESCE(pg_catalog.to_regprocedure(?), pg_catalog.to_regproc(?))
      """;

  private static final String ARGUMENTS =
      """
      SELECT pg_catalog.format_type(a, NULL) AS type FROM pg_catalog.pg_proc p
      CROSS JOIN pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS x (a, place)
      WHERE p.oid = ?::oid ORDER BY x.place
      """;

  private static final String ROWS =
      """
      SELECT pg_catalog.sum(c.reltuples)::int8 AS rows, pg_catalog.min(c.reltuples)::int8 AS least
      FROM pg_catalog.pg_class c WHERE c.relkind <> 'p' AND (c.oid = pg_catalog.to_regclass(?)
        OR c.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(?))))
      """;

  private final Session session;

  CatalogNames(Session session) {
    this.session = session;
  }

  Session session() {
    return session;
  }

  /// A table, view, index or sequence.
  Optional<QualifiedName> relation(QualifiedName name) {
    return session.first(RELATION, CatalogNames::name, name.toString());
  }

  Optional<QualifiedName> type(QualifiedName name) {
    return session.first(TYPE, CatalogNames::name, name.toString());
  }

  /// A routine and what stands between its parentheses.
  record Routine(QualifiedName name, String arguments) {
    /// The same routine under another name.
    String renamed(QualifiedName other) {
      return other + "(" + arguments + ")";
    }
  }

  Optional<Routine> routine(ObjectName routine) {
    String arguments =
        routine.arguments().stream()
            .flatMap(List::stream)
            .map(TypeName::canonical)
            .collect(Collectors.joining(", "));
    String name = routine.name().toString();
    return session
        .first(
            ROUTINE,
            row -> new Found(name(row), row.text("oid")),
            name + "(" + arguments + ")",
            routine.arguments().isPresent() ? "" : name)
        .map(found -> new Routine(found.name(), argumentsOf(found.oid())));
  }

  private record Found(QualifiedName name, String oid) {}

  private String argumentsOf(String oid) {
    try (SystemPath _ = SystemPath.set(session)) {
      return String.join(", ", session.query(ARGUMENTS, row -> row.text("type"), oid));
    }
  }

  /// How many rows a table has, by the estimate of its last ANALYZE or VACUUM.
  OptionalLong rows(QualifiedName table) {
    return session.one(
        ROWS,
        row ->
            row.numberOrEmpty("least").orElse(-1) < 0 && row.numberOrEmpty("rows").orElse(-1) <= 0
                ? OptionalLong.empty()
                : row.numberOrEmpty("rows"),
        table.toString(),
        table.toString());
  }

  private static QualifiedName name(Row row) {
    return QualifiedName.of(row.text("schema"), row.text("name"));
  }
}

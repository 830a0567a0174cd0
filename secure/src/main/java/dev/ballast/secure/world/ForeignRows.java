package dev.ballast.secure.world;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.ClientView;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.secure.catalog.Relation;
import dev.ballast.secure.catalog.RelationColumn;
import dev.ballast.secure.catalog.Surface;
import dev.ballast.secure.catalog.UniqueKey;
import dev.ballast.secure.tenancy.Tenancy;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The rows of the victim, as a transaction of the attacker leaves them.
///
/// A function of Ballast's own, which reads whatever policies say, is called by the attacker's own
/// session before it rolls back: nobody else sees what that transaction did.
///
/// @param counts by oid of the table
public record ForeignRows(Map<Long, Count> counts) {
  static final String SCHEMA = "ballast_isolation";
  private static final String READING =
      "SELECT relation::text, intact::text, marked::text FROM " + SCHEMA + ".foreign_rows()";

  public ForeignRows {
    counts = Map.copyOf(counts);
  }

  /// Of one table.
  ///
  /// @param intact how many rows that were made for the victim are there as they were
  /// @param marked how many rows say that they are the victim's
  public record Count(long intact, long marked) {}

  /// Puts the function into the database of a session that may make it.
  static void install(Session writer, Surface surface, Tenancy tenancy, List<MadeRow> rows) {
    writer.execute("CREATE SCHEMA " + SCHEMA);
    writer.execute("GRANT USAGE ON SCHEMA " + SCHEMA + " TO PUBLIC");
    String tables =
        surface.relations().stream()
            .filter(table -> table.kind().isTable() && !table.isPartition())
            .filter(table -> tenancy.owns(table.oid()))
            .map(table -> counting(writer, surface, table, tenancy, rows))
            .collect(Collectors.joining(" UNION ALL "));
    writer.execute(
        """
        CREATE FUNCTION %s.foreign_rows() RETURNS TABLE (relation int8, intact int8, marked int8)
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS %s
        """
            .formatted(SCHEMA, new Literal(tables)));
    writer.execute("GRANT EXECUTE ON FUNCTION " + SCHEMA + ".foreign_rows() TO PUBLIC");
  }

  private static String counting(
      Session writer, Surface surface, Relation table, Tenancy tenancy, List<MadeRow> rows) {
    List<Identifier> keys =
        surface.keysOf(table.oid()).stream()
            .filter(UniqueKey::primary)
            .findFirst()
            .map(UniqueKey::columns)
            .orElseGet(() -> table.columns().stream().map(RelationColumn::name).toList());
    String made =
        rows.stream()
            .filter(row -> row.relation() == table.oid())
            .filter(row -> row.tenant().equals(Optional.of(Tenant.VICTIM)))
            .flatMap(row -> print(writer, table, row, keys).stream())
            .collect(Collectors.joining(","));
    Traces traces = new Traces(surface, tenancy, rows);
    return """
        SELECT %d::int8,
               count(*) FILTER (WHERE md5(t::text) = ANY (%s::text[]))::int8,
               count(*) FILTER (WHERE %s)::int8
          FROM %s t WHERE %s\
        """
        .formatted(
            table.oid(),
            new Literal("{" + made + "}"),
            traces.marked(table, "t.").orElse("false"),
            table.name(),
            traces.found(table, "t.").orElse("true"));
  }

  /// What the row looks like; empty where a trigger has removed it or changed its key.
  ///
  /// @param keys the columns that it is found by
  private static Optional<String> print(
      Session writer, Relation table, MadeRow row, List<Identifier> keys) {
    String values =
        keys.stream()
            .flatMap(
                key ->
                    row.value(key).stream()
                        .map(value -> "t." + key + "::text = " + new Literal(value)))
            .collect(Collectors.joining(" AND "));
    return writer
        .observe(
            "SELECT pg_catalog.md5(t::text) FROM %s t WHERE %s LIMIT 1"
                .formatted(table.name(), values.isEmpty() ? "true" : values),
            1)
        .rows()
        .stream()
        .flatMap(found -> found.getFirst().stream())
        .findFirst();
  }

  /// Reads them within the transaction of a session; empty where the function could not be called.
  public static Optional<ForeignRows> read(Session session) {
    ClientView view = requireNonNull(session, "session is null").observe(READING, 100_000);
    if (!view.succeeded()) {
      return Optional.empty();
    }
    return Optional.of(
        new ForeignRows(
            view.rows().stream()
                .collect(
                    Collectors.toMap(
                        row -> Long.valueOf(row.getFirst().orElseThrow()),
                        row -> new Count(number(row.get(1)), number(row.get(2)))))));
  }

  private static long number(Optional<String> value) {
    return Long.parseLong(value.orElseThrow());
  }
}

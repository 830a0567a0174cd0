package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.sql.QualifiedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Reads where sequences stand; outside of any snapshot, since sequences are. The CASE keeps the
/// planner from asking for the privileges of what is no sequence, which is an error.
final class Sequences {
  /// Sequences of the session's database that a physical copy holds and this role may read.
  private static final String QUERY =
      """
      SELECT s.schemaname AS schema, s.sequencename AS name, s.increment_by AS increment,
             s.last_value AS last
        FROM pg_catalog.pg_sequences s
        JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename
       WHERE CASE WHEN c.relkind = 'S' AND c.relpersistence = 'p'
                  THEN has_sequence_privilege(c.oid, 'SELECT, USAGE') ELSE false END
       ORDER BY 1, 2
      """;

  private static final String DENIED =
      """
      SELECT n.nspname || '.' || c.relname AS name
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE CASE WHEN c.relkind = 'S' AND c.relpersistence = 'p'
                  THEN NOT has_sequence_privilege(c.oid, 'SELECT, USAGE') ELSE false END
       ORDER BY 1
      """;

  private Sequences() {}

  static List<SequencePosition> read(Session session) {
    return session.query(
        QUERY,
        row ->
            new SequencePosition(
                row.text("schema"),
                row.text("name"),
                row.number("increment"),
                row.numberOrEmpty("last"),
                OptionalLong.empty()));
  }

  static List<String> denied(Session session) {
    return session.query(DENIED, row -> row.text("name"));
  }

  static Map<QualifiedName, OptionalLong> positions(List<SequencePosition> read) {
    Map<QualifiedName, OptionalLong> positions = new HashMap<>();
    read.forEach(s -> positions.put(s.qualifiedName(), s.before()));
    return positions;
  }

  /// The sequences that exist in both readings.
  static List<SequencePosition> joined(
      List<SequencePosition> before, List<SequencePosition> after) {
    Map<QualifiedName, OptionalLong> later = positions(after);
    return before.stream()
        .filter(s -> later.containsKey(s.qualifiedName()))
        .map(
            s ->
                new SequencePosition(
                    s.schema(),
                    s.name(),
                    s.increment(),
                    s.before(),
                    later.getOrDefault(s.qualifiedName(), OptionalLong.empty())))
        .toList();
  }
}

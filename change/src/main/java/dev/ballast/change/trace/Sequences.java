package dev.ballast.change.trace;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where the sequences of a database stand. No rollback takes back what was drawn from one, so who
/// takes back a transaction has to. Immutable.
record Sequences(Map<Long, State> states) {
  static final Sequences NONE = new Sequences(Map.of());

  /// How many are read by one query.
  private static final int AT_ONCE = 200;

  /// @param called whether the value was drawn already
  record State(long value, boolean called) {}

  private record Entry(long oid, State state) {}

  Sequences {
    states = Map.copyOf(states);
  }

  static Sequences read(Session session) {
    List<String> queries =
        session.query(
            """
            SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'S' AND c.relpersistence <> 't'
            """,
            row ->
                "SELECT %d::bigint AS oid, last_value, is_called FROM %s"
                    .formatted(
                        row.number("oid"),
                        QualifiedIdentifier.of(row.text("schema"), row.text("name"))));
    List<Entry> all = new ArrayList<>();
    for (int from = 0; from < queries.size(); from += AT_ONCE) {
      String query =
          String.join(
              " UNION ALL ", queries.subList(from, Math.min(queries.size(), from + AT_ONCE)));
      all.addAll(
          session.query(
              query,
              row ->
                  new Entry(
                      row.number("oid"),
                      new State(row.number("last_value"), row.flag("is_called")))));
    }
    return new Sequences(all.stream().collect(Collectors.toMap(Entry::oid, Entry::state)));
  }

  /// Sets those back that stand elsewhere now; those that have come since stay as they are.
  void restore(Session session) {
    if (states.isEmpty()) {
      return;
    }
    read(session)
        .states()
        .forEach(
            (oid, now) -> {
              State then = states.get(oid);
              if (then != null && !then.equals(now)) {
                session.execute(
                    "SELECT pg_catalog.setval(%d::oid::regclass, %d, %s)"
                        .formatted(oid, then.value(), then.called()));
              }
            });
  }
}

package dev.ballast.change.trace;

import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.ProbeResult;
import dev.ballast.change.trace.seen.ProbeResult.Answer;
import dev.ballast.change.trace.seen.ProbeResult.Attempt;
import dev.ballast.change.trace.seen.RelationKind;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries in a second session what an application does, while another session holds its locks. For
/// one thread at a time.
///
/// No attempt touches a row, yet each is planned and takes the locks of one that does: a table's
/// indexes are opened by the planner, a partitioned table's partitions with it.
final class Prober {
  /// More tables than this are not tried; blocked ones cost 40 ms each.
  static final int MAX_TABLES = 50;

  private final Session session;

  Prober(Session session) {
    this.session = session;
  }

  /// @param tables in the order to try, with their oids
  List<ProbeResult> probe(Map<Long, ObservedRelation> tables) {
    List<Long> tried = tables.keySet().stream().limit(MAX_TABLES).toList();
    Map<Long, String> columns = columns(tried);
    List<ProbeResult> results = new ArrayList<>();
    tables.forEach(
        (oid, table) -> {
          for (Attempt attempt : Attempt.values()) {
            Answer answer =
                tried.contains(oid)
                    ? attempt(table, attempt, Optional.ofNullable(columns.get(oid)))
                    : new ProbeResult.Undecided(
                        "not tried: more than " + MAX_TABLES + " tables are locked");
            results.add(new ProbeResult(table, attempt, answer));
          }
        });
    return results;
  }

  private Map<Long, String> columns(Collection<Long> oids) {
    Map<Long, String> columns = new HashMap<>();
    if (!oids.isEmpty()) {
      session
          .query(
              SqlResource.load(Prober.class, "columns", session.version()),
              row -> Map.entry(row.number("oid"), row.text("column_name")),
              RelationCatalog.array(oids))
          .forEach(entry -> columns.put(entry.getKey(), entry.getValue()));
    }
    return columns;
  }

  private Answer attempt(ObservedRelation table, Attempt attempt, Optional<String> column) {
    boolean writable =
        table.kind() == RelationKind.TABLE || table.kind() == RelationKind.PARTITIONED_TABLE;
    if (table.kind() == RelationKind.FOREIGN_TABLE) {
      return new ProbeResult.Undecided("its rows are on another server");
    }
    if (attempt != Attempt.SELECT && !writable) {
      return new ProbeResult.Undecided("it is no table");
    }
    if (attempt == Attempt.UPDATE && column.isEmpty()) {
      return new ProbeResult.Undecided("it has no column that an UPDATE may set");
    }
    try {
      session.execute(sql(table, attempt, column));
      return new ProbeResult.Allowed();
    } catch (Fault e) {
      if (e.code() == PostgresError.LOCK_TIMEOUT) {
        return new ProbeResult.Blocked();
      }
      if (e.code() == CommonError.INTERRUPTED) {
        throw e;
      }
      return new ProbeResult.Undecided(e.getMessage());
    }
  }

  private static String sql(ObservedRelation table, Attempt attempt, Optional<String> column) {
    QualifiedIdentifier name = table.qualifiedName();
    return switch (attempt) {
      case SELECT -> "SELECT 1 FROM " + name + " LIMIT 0";
      case SELECT_FOR_UPDATE -> "SELECT 1 FROM " + name + " LIMIT 0 FOR UPDATE";
      // A row goes to one partition, and which one is not known; so only the parent's lock is
      // tried.
      case INSERT ->
          table.kind() == RelationKind.PARTITIONED_TABLE
              ? "INSERT INTO " + name + " SELECT WHERE false"
              : "INSERT INTO " + name + " SELECT FROM " + name + " WHERE false";
      case UPDATE -> {
        Identifier set = new Identifier(column.orElseThrow());
        yield "UPDATE " + name + " SET " + set + " = " + set + " WHERE false";
      }
    };
  }
}

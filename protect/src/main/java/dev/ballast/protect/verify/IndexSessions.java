package dev.ballast.protect.verify;

import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The transactions in which one index is compared with its table, as the table's owner. For one
/// thread; [#close()] leaves the catalogue as it was.
///
/// Where the planner prefers another index of the table, the others are marked invalid in
/// `pg_index` meanwhile: only on a copy, and only there. The keeper marks them, commits, and marks
/// them back, since the owner may not. PostgreSQL's own tables, which the keeper reads, are marked
/// within a transaction that is rolled back: nothing else sees the marks of a catalogue.
final class IndexSessions implements AutoCloseable {
  private static final String VALID =
      "SELECT indexrelid::pg_catalog.int8 AS oid FROM pg_catalog.pg_index WHERE indrelid = %d AND indisvalid";

  private final WorkerSessions worker;
  private final ProbedIndex index;
  private final boolean system;
  private List<Long> marked = List.of();

  /// @param system whether the table is PostgreSQL's own
  IndexSessions(WorkerSessions worker, ProbedIndex index, boolean system) {
    this.worker = worker;
    this.index = index;
    this.system = system;
  }

  /// Runs `work` in a transaction that is rolled back, in which nothing but PostgreSQL's own
  /// bookkeeping may write.
  <R> R read(Function<Session, R> work) {
    return read(worker.statementTimeout(), work);
  }

  /// The same, with a limit that `work` sets for its statements itself.
  <R> R read(Duration limit, Function<Session, R> work) {
    return system ? asKeeper(limit, work) : worker.within(limit, index.table().owner(), work);
  }

  /// The same, where `work` may write to what belongs to the table's owner.
  <R> R write(Function<Session, R> work) {
    return system
        ? asKeeper(worker.statementTimeout(), work)
        : worker.writing(index.table().owner(), "", work);
  }

  private <R> R asKeeper(Duration limit, Function<Session, R> work) {
    return worker.watched(
        worker.keeper(),
        Access.READ_WRITE,
        limit,
        keeper -> {
          mark(keeper, marked, List.of(index.oid()));
          return work.apply(keeper);
        });
  }

  /// Whether the planner reads the table through the index and through no other; it is made to
  /// where that is possible.
  ///
  /// @param settings statements ahead of the query, for its transaction
  boolean reachesIndex(String settings, String query) {
    if (isPlanned(settings, query)) {
      return true;
    }
    if (marked.isEmpty()) {
      hideOthers();
      return !marked.isEmpty() && isPlanned(settings, query);
    }
    return false;
  }

  private void hideOthers() {
    Session keeper = worker.keeper();
    List<Long> valid = keeper.query(VALID.formatted(index.table().oid()), row -> row.number("oid"));
    if (valid.size() > 1) {
      marked = valid;
      if (!system) {
        mark(keeper, marked, List.of(index.oid()));
      }
    }
  }

  private boolean isPlanned(String settings, String query) {
    Set<String> used = new TreeSet<>();
    for (JsonNode name : plan(settings, query).findValues("Index Name")) {
      used.add(name.asString());
    }
    return used.equals(Set.of(index.name().name().name()));
  }

  private JsonNode plan(String settings, String query) {
    String plan =
        read(
            session -> {
              session.execute(settings);
              return session.text("EXPLAIN (FORMAT JSON) " + query);
            });
    return Json.mapper().readTree(plan);
  }

  /// Whether the planner takes a query's values from the index, without the table's rows.
  boolean answersAlone(String settings, String query) {
    return reachesIndex(settings, query)
        && plan(settings, query).findValues("Node Type").stream()
            .anyMatch(type -> type.asString().equals("Index Only Scan"));
  }

  private static void mark(Session keeper, List<Long> valid, List<Long> left) {
    if (!valid.isEmpty()) {
      keeper.execute(
          "UPDATE pg_catalog.pg_index SET indisvalid = indexrelid IN (%s) WHERE indexrelid IN (%s) AND indisvalid <> (indexrelid IN (%1$s))"
              .formatted(list(left), list(valid)));
    }
  }

  private static String list(List<Long> oids) {
    return oids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    if (!system && !marked.isEmpty()) {
      mark(worker.keeper(), marked, marked);
    }
    marked = List.of();
  }
}

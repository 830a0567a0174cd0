package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Row;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads a table from end to end through a B-tree, in the index's own order, and once from the
/// table: a missing entry lacks a row, an entry for a wrong row brings one twice or brings another.
///
/// amcheck has compared every entry with the table before, so an index of a large table is left at
/// that, and says so.
final class BtreeReading {
  private static final String INDEX_ONLY =
      """
      SET LOCAL enable_seqscan = off; SET LOCAL enable_tidscan = off; SET LOCAL enable_sort = off;
      SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off;
      SET LOCAL enable_indexscan = on;
      """;

  private static final String TABLE_ONLY =
      """
      SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = off;
      SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off;
      """;

  /// The rows of a table, which all of its B-trees without a predicate have.
  static final class Rows {
    private Optional<Answer> read = Optional.empty();
  }

  /// How many rows an answer has and the sum of a hash of their places.
  record Answer(long rows, String places) {
    static Answer of(Row row) {
      return new Answer(row.number("rows"), row.text("places"));
    }
  }

  private final IndexSessions sessions;
  private final ProbedIndex index;
  private final CheckSettings settings;
  private final Rows rows;

  /// @param rows is filled by the first reading of the table and serves the next ones
  BtreeReading(IndexSessions sessions, ProbedIndex index, CheckSettings settings, Rows rows) {
    this.sessions = sessions;
    this.index = index;
    this.settings = settings;
    this.rows = rows;
  }

  CheckOutcome check() {
    if (index.table().bytes() > settings.scanBelow().bytes()) {
      return amcheckAlone("its table is above " + settings.scanBelow());
    }
    try {
      return read();
    } catch (Fault fault) {
      return switch (fault.code()) {
        case PostgresError.DATA_CORRUPTED ->
            new CheckOutcome.Broken(index.label() + ": " + fault.getMessage());
        case PostgresError.STATEMENT_TIMEOUT -> amcheckAlone(fault.getMessage());
        case PostgresError.SERVER_ERROR, PostgresError.SERVER_UNRESPONSIVE ->
            new CheckOutcome.Unfinished(
                index.label() + " was not read in full: " + fault.getMessage());
        default -> throw fault;
      };
    }
  }

  private CheckOutcome read() {
    String inOrder =
        index.keys().stream()
            .map(key -> key.expression() + key.order().orElse(""))
            .collect(Collectors.joining(", ", " ORDER BY ", ""));
    if (!sessions.reachesIndex(INDEX_ONLY, query(inOrder))) {
      return amcheckAlone("the planner does not read the table through it");
    }
    Answer byIndex = answer(INDEX_ONLY, query(inOrder));
    Answer byTable = index.predicate().isPresent() ? ofTable() : rows.read.orElseGet(this::ofTable);
    if (!byIndex.equals(byTable)) {
      // A catalogue may have been written to in between.
      byIndex = answer(INDEX_ONLY, query(inOrder));
      byTable = ofTable();
    }
    return byIndex.equals(byTable)
        ? new CheckOutcome.Sound()
        : new CheckOutcome.Broken(
            String.format(
                Locale.ROOT,
                "%s: a full scan of it finds %,d rows, of the table %,d%s",
                index.label(),
                byIndex.rows(),
                byTable.rows(),
                byIndex.rows() == byTable.rows() ? ", in other places" : ""));
  }

  private Answer ofTable() {
    Answer answer = answer(TABLE_ONLY, query(""));
    if (index.predicate().isEmpty()) {
      rows.read = Optional.of(answer);
    }
    return answer;
  }

  private String query(String order) {
    return """
        SELECT pg_catalog.count(*) AS rows, coalesce(pg_catalog.sum(pg_catalog.hashtidextended(d.place, 0)), 0)::pg_catalog.text AS places
          FROM (SELECT ctid AS place FROM ONLY %s%s%s OFFSET 0) AS d
        """
        .formatted(
            index.table().name(),
            index.predicate().map(p -> " WHERE (" + p + ")").orElse(""),
            order);
  }

  private Answer answer(String settings, String query) {
    return sessions.read(
        session -> {
          session.execute(settings);
          return session.one(query, Answer::of);
        });
  }

  private CheckOutcome amcheckAlone(String why) {
    return new CheckOutcome.AmcheckAlone(
        "%s was compared by amcheck alone: %s".formatted(index.label(), why));
  }
}

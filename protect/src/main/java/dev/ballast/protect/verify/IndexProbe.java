package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares what an index returns with what a sequential scan of its table returns, in a read-only
/// transaction of the table's owner.
///
/// A B-tree is read from end to end in its own order: a missing entry lacks a row, an entry for a
/// wrong row brings one twice. Of any other index, rows are looked up by their own keys and must be
/// found, and a few keys must bring the same rows as a sequential scan. Every plan is looked at
/// first: where the planner will not use the index, nothing is claimed.
final class IndexProbe {
  /// Keys that are compared with a whole sequential scan each.
  private static final int COMPARED_KEYS = 4;

  /// Bytes that the sequential scans of one index may read together.
  private static final long SCAN_BUDGET = 1L << 30;

  private static final Set<String> BY_ONE_KEY = Set.of("hash", "spgist");

  private static final String INDEX_ONLY =
      """
      SET LOCAL enable_seqscan = off; SET LOCAL enable_tidscan = off; SET LOCAL enable_sort = off;
      SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
      SET LOCAL enable_indexonlyscan = off;
      SET LOCAL enable_indexscan = on; SET LOCAL enable_bitmapscan = on;
      """;

  private static final String TABLE_ONLY =
      """
      SET LOCAL enable_seqscan = on; SET LOCAL enable_sort = on;
      SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off;
      """;

  /// How many rows an answer has and the sum of a hash of their places.
  private record Answer(long rows, String places) {
    static Answer of(Row row) {
      return new Answer(row.number("rows"), row.text("places"));
    }
  }

  private final Session session;
  private final ProbedIndex index;
  private final CheckSettings settings;

  IndexProbe(Session session, ProbedIndex index, CheckSettings settings) {
    this.session = session;
    this.index = index;
    this.settings = settings;
  }

  /// A remark where no claim can be made about the index.
  CheckOutcome check() {
    try {
      return index.isBtree() ? readInFull() : lookUp();
    } catch (Fault fault) {
      return switch (fault.code()) {
        case PostgresError.DATA_CORRUPTED ->
            new CheckOutcome.Broken(label() + ": " + fault.getMessage());
        case PostgresError.SERVER_ERROR,
            PostgresError.STATEMENT_TIMEOUT,
            PostgresError.LOCK_TIMEOUT ->
            unprobed(fault.getMessage());
        default -> throw fault;
      };
    }
  }

  private CheckOutcome readInFull() {
    if (index.table().bytes() > settings.scanBelow().bytes()) {
      return unprobed("its table is too large to be read through it in full");
    }
    String order =
        index.keys().stream()
            .map(key -> key.expression() + key.order().orElse(""))
            .collect(Collectors.joining(", "));
    String query =
        """
        SELECT pg_catalog.count(*) AS rows, coalesce(pg_catalog.sum(pg_catalog.hashtidextended(d.place, 0)), 0)::pg_catalog.text AS places
          FROM (SELECT t.ctid AS place FROM ONLY %s AS t%s ORDER BY %s OFFSET 0) AS d
        """
            .formatted(index.table().name(), where(""), order);
    session.execute(INDEX_ONLY);
    if (!planUsesIndex(query)) {
      return unprobed("the planner does not read the table through it");
    }
    Answer byIndex = session.one(query, Answer::of);
    session.execute(TABLE_ONLY);
    Answer byTable = session.one(query, Answer::of);
    return byIndex.equals(byTable)
        ? new CheckOutcome.Sound()
        : new CheckOutcome.Broken(
            "%s: a full scan of it finds %,d rows, of the table %,d%s"
                .formatted(
                    label(),
                    byIndex.rows(),
                    byTable.rows(),
                    byIndex.rows() == byTable.rows() ? ", in other places" : ""));
  }

  private CheckOutcome lookUp() {
    List<ProbedIndex.Key> keys =
        BY_ONE_KEY.contains(index.method()) ? index.keys().subList(0, 1) : index.keys();
    for (ProbedIndex.Key key : keys) {
      if (key.lookup().isEmpty()) {
        return unprobed("no operator is known that finds a row by its own key");
      }
      Optional<CheckOutcome> failure = lookUp(key, key.lookup().get());
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    return new CheckOutcome.Sound();
  }

  private Optional<CheckOutcome> lookUp(ProbedIndex.Key key, ProbedIndex.Lookup lookup) {
    String found =
        "SELECT t.ctid AS place FROM ONLY %s AS t%s"
            .formatted(
                index.table().name(),
                where("%s %s k.own".formatted(key.expression(), lookup.operator())));
    String missing =
        """
        %s SELECT pg_catalog.count(*) AS rows, coalesce(pg_catalog.min(k.place)::pg_catalog.text, '') AS places
             FROM drawn AS k WHERE NOT EXISTS (SELECT FROM (%s) AS f WHERE f.place OPERATOR(pg_catalog.=) k.place)
        """
            .formatted(drawn(key, lookup, settings.lookups()), found);
    session.execute(INDEX_ONLY);
    if (!planUsesIndex(missing)) {
      return Optional.of(unprobed("the planner does not look rows up through it"));
    }
    Answer lost = session.one(missing, Answer::of);
    if (lost.rows() > 0) {
      return Optional.of(
          new CheckOutcome.Broken(
              "%s: %,d rows are not found by their own key, first the one at %s"
                  .formatted(label(), lost.rows(), lost.places())));
    }
    long keys = Math.clamp(SCAN_BUDGET / Math.max(1, index.table().bytes()), 1, COMPARED_KEYS);
    return compare(
        """
        %s SELECT pg_catalog.count(*) AS rows, coalesce(pg_catalog.sum(pg_catalog.hashtidextended(f.place, 0)), 0)::pg_catalog.text AS places
             FROM drawn AS k, LATERAL (%s OFFSET 0) AS f
        """
            .formatted(drawn(key, lookup, keys), found));
  }

  /// Some rows with the keys they should be found by. They are drawn by a hash of their place, so
  /// they are the same whichever way the table is read.
  private String drawn(ProbedIndex.Key key, ProbedIndex.Lookup lookup, long limit) {
    return """
        WITH drawn AS MATERIALIZED (
          SELECT d.place, d.own
            FROM (SELECT t.ctid AS place, %s AS own, %s AS indexed FROM ONLY %s AS t%s) AS d
           WHERE d.indexed %s d.own ORDER BY pg_catalog.hashtidextended(d.place, 0) LIMIT %d)
        """
        .formatted(
            lookup.words() ? word(key.expression()) : key.expression(),
            key.expression(),
            index.table().name(),
            where(""),
            lookup.operator(),
            limit);
  }

  private Optional<CheckOutcome> compare(String query) {
    if (!planUsesIndex(query)) {
      return Optional.of(unprobed("the planner does not look rows up through it"));
    }
    Answer byIndex = session.one(query, Answer::of);
    session.execute(TABLE_ONLY);
    Answer byTable = session.one(query, Answer::of);
    return byIndex.equals(byTable)
        ? Optional.empty()
        : Optional.of(
            new CheckOutcome.Broken(
                "%s: it finds %,d rows for the same keys, a sequential scan %,d"
                    .formatted(label(), byIndex.rows(), byTable.rows())));
  }

  /// One word of a text search value as a query; words with quoting of their own are left out.
  private static String word(String expression) {
    return """
        (SELECT pg_catalog.concat('''', w.lexeme, '''')::pg_catalog.tsquery
           FROM pg_catalog.unnest(%s) AS w
          WHERE w.lexeme OPERATOR(pg_catalog.!~) '[''\\\\]' LIMIT 1)"""
        .formatted(expression);
  }

  private String where(String condition) {
    String both =
        index.predicate().isEmpty() || condition.isEmpty()
            ? index.predicate().orElse("") + condition
            : "(" + index.predicate().get() + ") AND " + condition;
    return both.isEmpty() ? "" : " WHERE " + both;
  }

  private boolean planUsesIndex(String query) {
    String bare = index.name().name().name();
    List<String> marks =
        List.of(
            "using " + bare + " ",
            "using " + index.name().name() + " ",
            "on " + bare + " ",
            "on " + index.name().name() + " ");
    return session.query("EXPLAIN " + query, row -> row.text(1)).stream()
        .filter(line -> line.contains("Index Scan"))
        .anyMatch(line -> marks.stream().anyMatch(line::contains));
  }

  private CheckOutcome unprobed(String why) {
    return new CheckOutcome.Remark(label() + " was not compared with its table: " + why);
  }

  private String label() {
    return index.method() + " index " + index.name().display();
  }
}

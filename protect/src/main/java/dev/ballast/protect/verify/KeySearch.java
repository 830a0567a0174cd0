package dev.ballast.protect.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The queries that look the rows of a table up through one of its indexes, each by its own key:
/// of rows that have the same keys null and the others not.
///
/// Rows of equal text form are looked up together and must all be found, so a key that many rows
/// have costs one search. What the index brings is looked at again: a row that does not have the
/// key is wrong. The conditions on the table's side stand in a CASE, which no index serves.
final class KeySearch {
  /// Words of one row that are looked up together: deeper queries could exhaust the stack.
  private static final int WORDS_AT_ONCE = 50;

  /// The rows of some blocks, each by itself.
  private static final String OF_BLOCKS =
      """
      SELECT ballast_row.place AS rep, 0::pg_catalog.int8 AS image, 1::pg_catalog.int8 AS n,
             pg_catalog.hashtidextended(ballast_row.place, 0)::pg_catalog.numeric AS s, ballast_row.own
        FROM pg_catalog.unnest('{%s}'::pg_catalog.int8[]) AS ballast_block(nr), LATERAL (%s) AS ballast_row
      """;

  private static final String OF_BLOCK =
      """
      SELECT ctid AS place, %s AS own FROM ONLY %s
       WHERE ctid >= ('(' || ballast_block.nr || ',0)')::pg_catalog.tid
         AND ctid < ('(' || ballast_block.nr + 1 || ',0)')::pg_catalog.tid AND %s OFFSET 0
      """;

  private static final String BY_IMAGE =
      """
      SELECT pg_catalog.min(ballast_row.place) AS rep, ballast_row.image, pg_catalog.count(*) AS n,
             pg_catalog.sum(pg_catalog.hashtidextended(ballast_row.place, 0)) AS s, pg_catalog.bool_and(ballast_row.own) AS own
        FROM (SELECT ctid AS place, %s AS image, %s AS own FROM ONLY %s WHERE %s OFFSET 0) AS ballast_row
       GROUP BY ballast_row.image
      """;

  /// Each key, the first row that has it, how many do, and the sum of a hash of their places.
  private static final String BY_KEY =
      """
      SELECT pg_catalog.min(ballast_row.place) AS rep, pg_catalog.count(*) AS n,
             pg_catalog.sum(pg_catalog.hashtidextended(ballast_row.place, 0)) AS s, pg_catalog.bool_and(ballast_row.own) AS own%s
        FROM (SELECT ctid AS place, %s AS own%s FROM ONLY %s WHERE %s OFFSET 0) AS ballast_row
       GROUP BY %s
      """;

  /// A search for a key must bring exactly the rows that equal it.
  private static final String ONE_KEY =
      """
      SELECT ballast_key.rep, greatest(ballast_key.n - ballast_found.n, 0) AS lost,
             ballast_found.n <> ballast_key.n OR ballast_found.s IS DISTINCT FROM ballast_key.s AS bad
        FROM (SELECT * FROM ballast_asked WHERE own OFFSET 0) AS ballast_key,
             LATERAL (SELECT pg_catalog.count(*) AS n, pg_catalog.sum(pg_catalog.hashtidextended(place, 0)) AS s
                        FROM (SELECT ctid AS place FROM ONLY %s WHERE %s OFFSET 0) AS ballast_hit) AS ballast_found
      """;

  /// The rows with the least and the greatest key of each range of blocks.
  private static final String EXTREMES =
      """
      SELECT ballast_edge.place AS rep, 0::pg_catalog.int8 AS image, 1::pg_catalog.int8 AS n,
             pg_catalog.hashtidextended(ballast_edge.place, 0)::pg_catalog.numeric AS s, ballast_edge.own
        FROM (WITH ballast_row AS MATERIALIZED (%s)
              (SELECT DISTINCT ON (range) place, own FROM ballast_row ORDER BY range, key, place) UNION
              (SELECT DISTINCT ON (range) place, own FROM ballast_row ORDER BY range, key DESC, place)) AS ballast_edge
      """;

  private static final String BY_RANGE =
      """
      SELECT ctid AS place, %s AS own, %s AS key,
             (ctid::pg_catalog.text::pg_catalog.point)[0]::pg_catalog.int8 / %d AS range
        FROM ONLY %s WHERE %s
      """;

  private static final String SUMMARY =
      """
      WITH ballast_asked AS MATERIALIZED (%s)
      SELECT (SELECT coalesce(pg_catalog.sum(n) FILTER (WHERE own), 0) FROM ballast_asked)::pg_catalog.int8 AS rows,
             (SELECT coalesce(pg_catalog.sum(n) FILTER (WHERE NOT own), 0) FROM ballast_asked)::pg_catalog.int8 AS unequal,
             %s
        FROM (%s) AS ballast_one
      """;

  static final String FAILURES =
      """
      pg_catalog.count(*) FILTER (WHERE bad) AS bad, coalesce(pg_catalog.sum(lost) FILTER (WHERE bad), 0)::pg_catalog.int8 AS lost,
      coalesce(pg_catalog.sum(pg_catalog.hashtidextended(rep, 0)) FILTER (WHERE bad), 0)::pg_catalog.text AS mark,
      coalesce(pg_catalog.min(rep) FILTER (WHERE bad)::pg_catalog.text, '') AS first
      """;

  private static final String ONE =
      """
      SELECT ballast_key.rep, greatest(ballast_key.n - ballast_found.n, 0) AS lost, ballast_found.n <> ballast_key.n
               OR ballast_found.s IS DISTINCT FROM ballast_key.s OR ballast_found.wrong > 0 AS bad
        FROM (SELECT * FROM ballast_asked WHERE own OFFSET 0) AS ballast_key,
             LATERAL (SELECT %s FROM ONLY %s WHERE ctid = ballast_key.rep OFFSET 0) AS ballast_own%s,
             LATERAL (%s) AS ballast_found
      """;

  private static final String FOUND =
      """
      SELECT pg_catalog.count(*) FILTER (WHERE mine) AS n,
             pg_catalog.sum(pg_catalog.hashtidextended(place, 0)) FILTER (WHERE mine) AS s,
             pg_catalog.count(*) FILTER (WHERE holds IS NOT TRUE) AS wrong
        FROM (SELECT ctid AS place, %s AS mine, %s AS holds FROM ONLY %s WHERE %s OFFSET 0) AS ballast_hit
      """;

  /// Some words of a text search value each. A backslash is not written as one: what it means is a
  /// setting.
  private static final String BUNDLES =
      """
      SELECT pg_catalog.concat('''', pg_catalog.replace(pg_catalog.replace(u.lexeme,
               pg_catalog.chr(92), pg_catalog.repeat(pg_catalog.chr(92), 2)), '''', ''''''), '''') AS word,
             (pg_catalog.row_number() OVER () - 1) / %d AS bundle
        FROM pg_catalog.unnest(ballast_own.k%d) AS u
      """;

  private static final String PLACED = "ctid OPERATOR(pg_catalog.=) ballast_key.rep";

  /// A key of the index, and whether the rows concerned have none.
  record Term(ProbedIndex.Key key, boolean isNull) {
    /// Whether the index searches for it.
    boolean isSearched() {
      return !isNull || key.findsNulls();
    }

    private boolean groups() {
      return key.lookup().filter(ProbedIndex.Lookup::groups).isPresent();
    }

    private String ofRow() {
      return key.expression() + (isNull ? " IS NULL" : " IS NOT NULL");
    }
  }

  private final ProbedIndex index;
  private final List<Term> terms;

  KeySearch(ProbedIndex index, List<Term> terms) {
    this.index = index;
    this.terms = List.copyOf(terms);
  }

  /// Whether there is anything that the index searches for.
  boolean isSearched() {
    return terms.stream().anyMatch(Term::isSearched);
  }

  /// All rows.
  String ofAll() {
    if (describesExtremes()) {
      String key = terms.getFirst().key().expression();
      String rows =
          BY_RANGE.formatted(own(), key, index.rangeBlocks(), index.table().name(), ofTable());
      return compared(EXTREMES.formatted(rows), PLACED);
    }
    return compared(
        BY_IMAGE.formatted(image(), own(), index.table().name(), ofTable()),
        image() + " = ballast_key.image");
  }

  /// All rows, by keys rather than by their text form; empty where equal keys are not those that
  /// GROUP BY finds equal.
  Optional<String> ofKeys() {
    List<Term> present = terms.stream().filter(term -> !term.isNull()).toList();
    if (present.isEmpty() || describesExtremes() || !present.stream().allMatch(Term::groups)) {
      return Optional.empty();
    }
    StringBuilder columns = new StringBuilder();
    List<String> names = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    index.predicate().ifPresent(p -> conditions.add("(" + p + ")"));
    for (Term term : terms) {
      if (!term.isNull()) {
        String name = "k" + names.size();
        names.add("ballast_row." + name);
        columns.append(", %s AS %s".formatted(term.key().expression(), name));
        conditions.add(
            "%s %s ballast_key.%s"
                .formatted(
                    term.key().expression(), term.key().lookup().orElseThrow().operator(), name));
      } else if (term.isSearched()) {
        conditions.add(term.ofRow());
      }
    }
    String keys = String.join(", ", names);
    String asked =
        BY_KEY.formatted(", " + keys, own(), columns, index.table().name(), ofTable(), keys);
    String one = ONE_KEY.formatted(index.table().name(), String.join(" AND ", conditions));
    return Optional.of(SUMMARY.formatted(asked, FAILURES, one));
  }

  /// Whether the table has a row to be looked up, as `any`.
  String any() {
    return "SELECT EXISTS (SELECT FROM ONLY %s WHERE %s) AS any"
        .formatted(index.table().name(), ofTable());
  }

  /// The rows of some blocks.
  ///
  /// @param blocks their numbers, separated by commas
  String ofBlocks(String blocks) {
    String rows = OF_BLOCK.formatted(own(), index.table().name(), ofTable());
    return compared(OF_BLOCKS.formatted(blocks, rows), PLACED);
  }

  private boolean describesExtremes() {
    return terms.size() == 1 && terms.getFirst().key().extremes() && !terms.getFirst().isNull();
  }

  private String compared(String asked, String mine) {
    List<String> own = new ArrayList<>(List.of("1 AS k0"));
    StringBuilder parts = new StringBuilder();
    List<String> conditions = new ArrayList<>();
    index.predicate().ifPresent(p -> conditions.add("(" + p + ")"));
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.get(i);
      if (term.isNull()) {
        if (term.isSearched()) {
          conditions.add(term.ofRow());
        }
        continue;
      }
      ProbedIndex.Lookup lookup = term.key().lookup().orElseThrow();
      own.add(term.key().expression() + " AS k" + (i + 1));
      String value = part(lookup.own(), i + 1, parts);
      conditions.add(term.key().expression() + " " + lookup.operator() + " " + value);
    }
    String where = conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    String found = FOUND.formatted(mine, where, index.table().name(), where);
    return SUMMARY.formatted(
        asked, FAILURES, ONE.formatted(String.join(", ", own), index.table().name(), parts, found));
  }

  /// What the key number `n` of a row is looked up by; what makes it goes to `parts`.
  private static String part(ProbedIndex.Own own, int n, StringBuilder parts) {
    if (own == ProbedIndex.Own.KEY || own == ProbedIndex.Own.DOCUMENT) {
      return "ballast_own.k" + n;
    }
    String from = own == ProbedIndex.Own.WORDS ? words(n) : elements(n);
    parts.append(", LATERAL (%s) AS ballast_part%d(q)".formatted(from, n));
    return "ballast_part" + n + ".q";
  }

  private static String elements(int n) {
    return "SELECT DISTINCT u.element FROM pg_catalog.unnest(ballast_own.k%d) AS u(element) WHERE u.element IS NOT NULL"
        .formatted(n);
  }

  /// Queries for all words of a text search value; one without words is found by a word that it
  /// does not have.
  private static String words(int n) {
    return """
        SELECT pg_catalog.string_agg(w.word, ' & ')::pg_catalog.tsquery FROM (%s) AS w GROUP BY w.bundle
         UNION ALL
        SELECT '!''no such word'''::pg_catalog.tsquery WHERE pg_catalog.length(ballast_own.k%d) = 0"""
        .formatted(BUNDLES.formatted(WORDS_AT_ONCE, n), n);
  }

  /// A hash of the keys' text form.
  private String image() {
    return "pg_catalog.hashtextextended(pg_catalog.textin(pg_catalog.record_out(ROW(%s))) COLLATE pg_catalog.\"C\", 0)"
        .formatted(terms.stream().map(t -> t.key().expression()).collect(Collectors.joining(", ")));
  }

  /// Whether a row's keys find themselves equal, without which no index brings the row.
  private String own() {
    List<String> all = new ArrayList<>();
    for (Term term : terms) {
      if (!term.isNull()) {
        ProbedIndex.Lookup lookup = term.key().lookup().orElseThrow();
        String key = term.key().expression();
        switch (lookup.own()) {
          case KEY, DOCUMENT ->
              all.add("(%s %s %s) IS TRUE".formatted(key, lookup.operator(), key));
          case ELEMENTS -> all.add("pg_catalog.cardinality(%s) > 0".formatted(key));
          case WORDS -> {}
        }
      }
    }
    return all.isEmpty() ? "true" : "(" + String.join(" AND ", all) + ")";
  }

  private String ofTable() {
    List<String> all = new ArrayList<>();
    index.predicate().ifPresent(p -> all.add("(" + p + ")"));
    terms.forEach(term -> all.add(term.ofRow()));
    return "(CASE WHEN %s THEN 1 END) = 1".formatted(String.join(" AND ", all));
  }

  /// Which of the index's keys are null, of every row that it has, as digits; one row each.
  static String patterns(ProbedIndex index) {
    String digits =
        index.keys().stream()
            .map(k -> "CASE WHEN %s IS NULL THEN '1' ELSE '0' END".formatted(k.expression()))
            .collect(Collectors.joining(" || "));
    String where =
        index
            .predicate()
            .map(p -> " WHERE (CASE WHEN (%s) THEN 1 END) = 1".formatted(p))
            .orElse("");
    return "SELECT DISTINCT %s AS digits FROM ONLY %s%s ORDER BY 1"
        .formatted(digits, index.table().name(), where);
  }
}

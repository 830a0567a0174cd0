package dev.ballast.protect.verify;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The query that asks a GIN index for each part that its rows are made of, a word or a JSON value:
/// the index must bring exactly the rows that have it.
///
/// An entry of such an index is a part and the rows that have it, so nothing is left out that a
/// search for whole rows reads; but a part that many rows have is read once, and not again for
/// each of them. Parts that one row alone has are looked up together, some at a time.
///
/// What only the whole value finds (a text without words, JSON with empty objects or arrays, a
/// JSON scalar) is looked up as a whole, and must bring the rows that equal it.
final class PartSearch {
  /// How many parts of one row are looked up together.
  private static final int TOGETHER = 4;

  /// Each part, the first row that has it, how many do, and the sum of a hash of their places.
  private static final String ASKED =
      """
      SELECT ballast_part.part, ballast_part.whole, pg_catalog.min(ballast_row.place) AS rep, pg_catalog.count(*) AS n,
             pg_catalog.sum(pg_catalog.hashtidextended(ballast_row.place, 0)) AS s
        FROM (SELECT ctid AS place, %s AS k FROM ONLY %s WHERE (CASE WHEN %s THEN 1 END) = 1 OFFSET 0) AS ballast_row,
             LATERAL (%s) AS ballast_part
       GROUP BY 1, 2
      """;

  private static final String SUMMARY =
      """
      WITH ballast_asked AS MATERIALIZED (%s)
      SELECT (SELECT coalesce(pg_catalog.sum(n), 0) FROM ballast_asked)::pg_catalog.int8 AS rows, 0::pg_catalog.int8 AS unequal,
             %s
        FROM (%s UNION ALL %s) AS ballast_one
      """;

  private static final String ONE =
      """
      SELECT ballast_key.rep, greatest(ballast_key.n - ballast_found.n, 0) AS lost,
             ballast_found.n <> ballast_key.n OR ballast_found.s IS DISTINCT FROM ballast_key.s AS bad
        FROM (%1$s OFFSET 0) AS ballast_key, LATERAL (SELECT %2$s OFFSET 0) AS ballast_query,
             LATERAL (SELECT pg_catalog.count(*) AS n, pg_catalog.sum(pg_catalog.hashtidextended(place, 0)) AS s
                        FROM (SELECT ctid AS place FROM ONLY %3$s WHERE %4$s OFFSET 0) AS ballast_hit) AS ballast_found
      """;

  private static final String OF_SEVERAL_ROWS = "SELECT * FROM ballast_asked WHERE n > 1 OR whole";

  private static final String OF_ONE_ROW =
      """
      SELECT b.rep, 1::pg_catalog.int8 AS n, pg_catalog.min(b.s) AS s, pg_catalog.array_agg(b.part) AS parts, false AS whole
        FROM (SELECT a.*, (pg_catalog.row_number() OVER (PARTITION BY a.rep) - 1) / %d AS bundle
                FROM ballast_asked AS a WHERE a.n = 1 AND NOT a.whole) AS b
       GROUP BY b.rep, b.bundle
      """;

  private static final String WORDS =
      """
      SELECT u.word AS part, false AS whole FROM pg_catalog.unnest(pg_catalog.tsvector_to_array(ballast_row.k)) AS u(word)
       UNION ALL
      SELECT '', true WHERE pg_catalog.length(ballast_row.k) = 0
      """;

  /// A backslash is not written as one: what it means is a setting.
  private static final String WORD_QUERY =
      """
      CASE WHEN ballast_key.whole THEN '!''no such word''' ELSE pg_catalog.concat('''', pg_catalog.replace(
        pg_catalog.replace(%s, pg_catalog.chr(92), pg_catalog.repeat(pg_catalog.chr(92), 2)), '''', ''''''), '''')
      END::pg_catalog.tsquery""";

  /// Everything that a document holds, itself included, and what stands around it.
  private static final String NODES =
      """
      WITH RECURSIVE ballast_node(value, kind, before, after) AS (
        SELECT ballast_row.k, pg_catalog.jsonb_typeof(ballast_row.k), '', ''
         UNION ALL
        SELECT e.value, pg_catalog.jsonb_typeof(e.value), ballast_node.before || e.before, e.after || ballast_node.after
          FROM ballast_node, LATERAL (%s UNION ALL %s) AS e WHERE ballast_node.kind IN ('object', 'array'))
      """;

  private static final String OF_OBJECT =
      """
      SELECT o.value, '{' || pg_catalog.to_json(o.key)::pg_catalog.text || ':' AS before, '}' AS after
        FROM pg_catalog.jsonb_each(ballast_node.value) AS o WHERE ballast_node.kind = 'object'
      """;

  private static final String OF_ARRAY =
      """
      SELECT a.value, '[', ']'
        FROM pg_catalog.jsonb_array_elements(ballast_node.value) AS a WHERE ballast_node.kind = 'array'
      """;

  /// Numbers that are equal have one text form. The planner takes an array for short: from a
  /// longer estimate it would clear a large hash table for each row.
  private static final String SCALARS =
      """
      SELECT DISTINCT u.part, false AS whole FROM pg_catalog.unnest(ARRAY(
        SELECT before || CASE kind WHEN 'number' THEN pg_catalog.trim_scale(value::pg_catalog.numeric)::pg_catalog.text
                                   ELSE value::pg_catalog.text END || after
          FROM ballast_node WHERE before <> '' AND kind NOT IN ('object', 'array'))) AS u(part)
      """;

  private static final String WHOLE =
      """
      SELECT ballast_row.k::pg_catalog.text, true
       WHERE (SELECT pg_catalog.bool_or(CASE WHEN kind IN ('object', 'array') THEN value IN ('{}', '[]') ELSE before = '' END)
                FROM ballast_node)
      """;

  private final ProbedIndex index;
  private final ProbedIndex.Lookup lookup;

  private PartSearch(ProbedIndex index, ProbedIndex.Lookup lookup) {
    this.index = index;
    this.lookup = lookup;
  }

  /// Empty where it is not known what the parts are.
  static Optional<PartSearch> of(ProbedIndex index) {
    if (!index.method().equals("gin") || index.keys().size() != 1) {
      return Optional.empty();
    }
    return index
        .keys()
        .getFirst()
        .lookup()
        .filter(
            lookup ->
                switch (lookup.own()) {
                  case WORDS, DOCUMENT -> true;
                  case KEY, ELEMENTS -> false;
                })
        .map(lookup -> new PartSearch(index, lookup));
  }

  String query() {
    String key = index.keys().getFirst().expression();
    String conditions = index.predicate().map(p -> "(" + p + ") AND ").orElse("");
    String whole =
        isOfWords()
            ? "pg_catalog.length(%s) = 0".formatted(key)
            : key + " OPERATOR(pg_catalog.=) ballast_query.q1";
    String shared =
        one(
            OF_SEVERAL_ROWS,
            asked("ballast_key.part") + " AS q1",
            conditions + holds(key, 1) + " AND (NOT ballast_key.whole OR %s)".formatted(whole));
    String alone =
        one(
            OF_ONE_ROW.formatted(TOGETHER),
            IntStream.rangeClosed(1, TOGETHER)
                .mapToObj(i -> asked("coalesce(parts[%d], parts[1])".formatted(i)) + " AS q" + i)
                .collect(Collectors.joining(", ")),
            IntStream.rangeClosed(1, TOGETHER)
                .mapToObj(i -> holds(key, i))
                .collect(Collectors.joining(" AND ", conditions, "")));
    String asked =
        ASKED.formatted(
            key,
            index.table().name(),
            conditions + key + " IS NOT NULL",
            isOfWords() ? WORDS : values());
    return SUMMARY.formatted(asked, KeySearch.FAILURES, shared, alone);
  }

  private static String values() {
    return NODES.formatted(OF_OBJECT, OF_ARRAY) + SCALARS + " UNION ALL " + WHOLE;
  }

  private String one(String keys, String asked, String where) {
    return ONE.formatted(keys, asked, index.table().name(), where);
  }

  private boolean isOfWords() {
    return lookup.own() == ProbedIndex.Own.WORDS;
  }

  private String asked(String part) {
    return isOfWords() ? WORD_QUERY.formatted(part) : part + "::pg_catalog.jsonb";
  }

  private String holds(String key, int n) {
    return "%s %s ballast_query.q%d".formatted(key, lookup.operator(), n);
  }
}

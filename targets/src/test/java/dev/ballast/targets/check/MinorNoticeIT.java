package dev.ballast.targets.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which objects of a database each notice concerns. The expectations are the marks that the server
/// itself wrote into the indexes, where it is older than the fix, and the release notes.
class MinorNoticeIT {
  private static final List<String> SHOP =
      List.of(
          "CREATE EXTENSION pageinspect",
          "CREATE EXTENSION ltree",
          "CREATE SCHEMA s",
          """
          CREATE TABLE s."Goods" (code char(8), name text, price numeric, age interval, path ltree,
            during tstzrange, EXCLUDE USING gist (during WITH &&))
          """,
          "CREATE INDEX by_code ON s.\"Goods\" (code)",
          "CREATE INDEX by_pattern ON s.\"Goods\" (code bpchar_pattern_ops)",
          "CREATE INDEX by_code_name ON s.\"Goods\" (code, name)",
          "CREATE INDEX by_code_price ON s.\"Goods\" (code, price)",
          "CREATE INDEX by_code_with ON s.\"Goods\" (code) INCLUDE (name)",
          "CREATE INDEX by_name ON s.\"Goods\" (name)",
          "CREATE INDEX by_age ON s.\"Goods\" (age)",
          "CREATE INDEX hashed ON s.\"Goods\" USING hash (code)",
          "CREATE INDEX path ON s.\"Goods\" USING gist (path)",
          "CREATE INDEX bloomless ON s.\"Goods\" USING brin (name)",
          "CREATE INDEX multi ON s.\"Goods\" USING brin (price numeric_minmax_multi_ops)",
          "CREATE TEMP TABLE mine (code char(2) PRIMARY KEY)");

  private static final Map<Integer, String> CHAR_FIXES =
      Map.of(14, "14.25", 15, "15.20", 16, "16.16", 17, "17.12", 18, "18.7");

  /// The indexes with a key of the type that carry the mark: the server's own decision.
  private static final String MARKED =
      """
      SELECT format('%%I.%%I', n.nspname, c.relname) AS name
        FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_am am ON am.oid = c.relam
       WHERE am.amname = 'btree' AND n.nspname = 's'
         AND EXISTS (SELECT FROM pg_attribute a
                      WHERE a.attrelid = c.oid AND a.attnum <= i.indnkeyatts
                        AND a.atttypid = '%s'::regtype)
         AND (public.bt_metap(format('%%I.%%I', n.nspname, c.relname))).allequalimage
       ORDER BY 1
      """;

  @ParameterizedTest(name = "PostgreSQL {0}")
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void theObjectsOfEachNoticeAreThoseThatTheServerItselfHas(int major) throws IOException {
    try (PreparedTarget server = PreparedTarget.start(TemporaryCluster.of(major, Clock.system()))) {
      server.run("postgres", SHOP);
      List<String> charIndexes = List.of("s.by_code", "s.by_code_name", "s.by_pattern");
      Map<MinorNotice, List<String>> expected =
          Map.of(
              MinorNotice.CHAR_DEDUPLICATION, charIndexes,
              MinorNotice.INTERVAL_DEDUPLICATION, List.of("s.by_age"),
              MinorNotice.GIST_PAGE_SPLIT, List.of("s.\"Goods_during_excl\"", "s.path"),
              MinorNotice.BRIN_NULLS, List.of("s.bloomless", "s.multi"),
              MinorNotice.BRIN_NUMERIC_MULTI, List.of("s.multi"),
              MinorNotice.LTREE_SIGNATURE, List.of("s.path"),
              MinorNotice.TOAST_REBUILD, List.of("s.\"Goods\""));
      try (Session session = server.cluster().session()) {
        expected.forEach(
            (notice, names) ->
                assertThat(names(session, notice))
                    .as(notice.id())
                    .containsExactlyInAnyOrderElementsOf(names));
        for (MinorNotice every : List.of(MinorNotice.CONCURRENT_BUILD, MinorNotice.HOT_CHAINS)) {
          assertThat(names(session, every)).hasSize(12);
        }
        assertThatTheCheckNamesThem(server, session.version());
        assumeThat(MinorNotice.CHAR_DEDUPLICATION.isDue(session.version()))
            .as("a server that still marks them")
            .isTrue();
        assertThat(session.query(MARKED.formatted("bpchar"), row -> row.text("name")))
            .isEqualTo(charIndexes);
        assertThat(session.query(MARKED.formatted("interval"), row -> row.text("name"))).isEmpty();
      }
    }
  }

  private static void assertThatTheCheckNamesThem(PreparedTarget server, ServerVersion version) {
    List<Finding> found = server.findings(MinorNotice.CHECK);

    Finding first = found.getFirst();
    assertThat(first.subject()).isEqualTo("postgres");
    assertThat(first.severity())
        .isEqualTo(
            MinorNotice.CHAR_DEDUPLICATION.isDue(version) ? Severity.WARNING : Severity.INFO);
    assertThat(first.message())
        .startsWith("char-deduplication: ")
        .contains("; 3 here: s.by_code, s.by_code_name, s.by_pattern. Fixed in ")
        .endsWith("/docs/release/" + CHAR_FIXES.get(version.major()) + "/");
    assertThat(first.remedy().orElseThrow()).contains("\nREINDEX INDEX CONCURRENTLY s.by_code;\n");
    assertThat(found.subList(1, found.size()))
        .extracting(Finding::severity)
        .containsOnly(Severity.INFO);
    found.forEach(finding -> server.applySql("postgres", finding));
  }

  private static List<String> names(Session session, MinorNotice notice) {
    return notice.concerned(session).stream().map(MinorNotice.Concerned::name).toList();
  }
}

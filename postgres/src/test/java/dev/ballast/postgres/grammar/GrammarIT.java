package dev.ballast.postgres.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.grammar.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The grammar against the servers' own.
///
/// A server parses all of a text before it runs the first statement of it. So each text is given to
/// it behind a division by zero: it is parsed, and never run.
class GrammarIT {
  private static final String JUDGE =
      """
      CREATE FUNCTION judge(sql text) RETURNS text LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE 'SELECT 1/0; ' || sql;
        RETURN 'ran';
      EXCEPTION
        WHEN division_by_zero THEN RETURN 'accepted';
        WHEN others THEN RETURN sqlerrm;
      END $$
      """;

  /// Until 14 a number ended where its digits did, and the rest was the name of the column.
  private static final Map<Integer, List<String>> NO_LONGER_ACCEPTED =
      Map.of(14, List.of("SELECT 1a", "SELECT 0x", "SELECT 1__0"));

  private static final Set<String> SINCE_17 =
      Set.of(
          "json",
          "json_exists",
          "json_query",
          "json_scalar",
          "json_serialize",
          "json_table",
          "json_value",
          "merge_action");

  private static final Set<String> SINCE_16 =
      Set.of("json_array", "json_arrayagg", "json_object", "json_objectagg", "system_user");

  /// Where a name may stand: tables, columns, aliases, labels, functions, types.
  private static final List<String> USES =
      List.of(
          "CREATE TABLE ? (a int)",
          "CREATE TABLE t (? int)",
          "SELECT ? FROM t",
          "SELECT 1 FROM t ?",
          "SELECT 1 ? FROM t",
          "SELECT 1 AS ?",
          "SELECT ?(a, b)",
          "CREATE FUNCTION ?(a int) RETURNS int LANGUAGE sql AS ''",
          "SELECT a::?");

  /// The keywords of 18.
  private static List<String> keywords = List.of();

  private final Grammar grammar = Grammar.postgres18();

  @BeforeAll
  static void askForKeywords() {
    try (TemporaryCluster newest = TemporaryCluster.start(18, Clock.system());
        Session session = newest.session()) {
      keywords = session.query("SELECT word FROM pg_get_keywords()", row -> row.text("word"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void acceptsWhatServersAccept(int major) {
    List<String> missed = new ArrayList<>();
    int accepted = 0;
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      session.execute(JUDGE);
      for (String sql : texts()) {
        if (session.text("SELECT judge(?)", sql).equals("accepted")) {
          accepted++;
          if (grammar.parse(sql) instanceof Rejected) {
            missed.add(sql);
          }
        }
      }
    }
    assertThat(missed).isEqualTo(NO_LONGER_ACCEPTED.getOrDefault(major, List.of()));
    assertThat(accepted).isGreaterThan(800);
  }

  /// Words that were names in an older major and are none any more, at least not in every place.
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void refusesAsNamesOnlyTheWordsThatBecameReserved(int major) {
    Set<String> lost = new TreeSet<>();
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      session.execute(JUDGE);
      for (String word : keywords) {
        for (String use : USES) {
          String sql = use.replace("?", word);
          if (grammar.parse(sql) instanceof Rejected
              && session.text("SELECT judge(?)", sql).equals("accepted")) {
            lost.add(word);
          }
        }
      }
    }
    assertThat(lost).isEqualTo(lost(major));
  }

  @Test
  void refusesWhatTheNewestServerRefusesInTheSameWords() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system());
        Session session = cluster.session()) {
      session.execute(JUDGE);
      for (String sql : texts()) {
        String answer =
            switch (grammar.parse(sql)) {
              case Parsed parsed -> "accepted";
              case Rejected(SyntaxError error) -> error.message();
            };
        assertThat(answer).as(sql).isEqualTo(session.text("SELECT judge(?)", sql));
      }
    }
  }

  private static Set<String> lost(int major) {
    Set<String> lost = new TreeSet<>();
    if (major < 17) {
      lost.addAll(SINCE_17);
    }
    if (major < 16) {
      lost.addAll(SINCE_16);
    }
    return lost;
  }

  private static List<String> texts() {
    List<String> accepted = Corpus.accepted();
    Stream<String> halves = accepted.stream().map(sql -> sql.substring(0, sql.length() / 2));
    return Stream.of(accepted.stream(), halves, Corpus.rejected().stream())
        .flatMap(stream -> stream)
        .toList();
  }
}

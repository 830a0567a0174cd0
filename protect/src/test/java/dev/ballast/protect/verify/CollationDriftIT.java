package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.confine.ConfinableCluster;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.surroundings.Surroundings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A copy that sorts text otherwise than the server that built its indexes. Another locale is put
/// under the name of a collation, which is what another version of a library does.
class CollationDriftIT {
  private static final int MAJOR = 18;

  private static final String COLLATIONS =
      """
      CREATE COLLATION drifts (PROVIDER = icu, LOCALE = 'en-u-kf-lower');
      CREATE COLLATION lies (PROVIDER = icu, LOCALE = 'en-u-kf-lower');
      CREATE DATABASE other TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-u-kf-lower'
      """;

  private static final String TABLES =
      """
      CREATE TABLE t (word text COLLATE drifts, number int, CHECK (word < 'zZ'), CHECK (number > 0));
      INSERT INTO t SELECT chr(97 + g % 26) || w, g + 1 FROM generate_series(0, 300) g, (VALUES ('b'), ('B')) AS v(w);
      INSERT INTO t VALUES ('zz', 1);
      CREATE INDEX drifted ON t (word);
      CREATE INDEX expressed ON t ((number || word) COLLATE drifts);
      CREATE INDEX ranged ON t USING brin (word) WITH (pages_per_range = 1);
      CREATE INDEX hashed ON t USING hash (word);
      CREATE INDEX still_in_order ON t (word) WHERE word = lower(word);
      CREATE INDEX lying ON t (word COLLATE lies);
      CREATE INDEX by_bytes ON t (word COLLATE "C")
      """;

  private static final String BY_DEFAULT =
      """
      CREATE TABLE t AS SELECT chr(97 + g % 26) || w AS word FROM generate_series(0, 300) g, (VALUES ('b'), ('B')) AS v(w);
      CREATE INDEX by_default ON t (word)
      """;

  /// Upper case first instead of last.
  private static final String OTHER_ORDER =
      """
      SET allow_system_table_mods = on;
      UPDATE pg_collation SET colllocale = 'en-u-kf-upper' WHERE collname IN ('drifts', 'lies');
      UPDATE pg_collation SET collversion = '1.5' WHERE collname = 'drifts';
      UPDATE pg_database SET datlocale = 'en-u-kf-upper', datcollversion = '1.5' WHERE datname = 'other'
      """;

  @Test
  void disorderByACollationOfAnotherVersionIsUndecidedAndAnyOtherRefuted() {
    try (TemporaryCluster cluster = ConfinableCluster.start(MAJOR)) {
      String here = fill(cluster);
      ConfinedCopy copy = ConfinedCopy.confine(cluster.settings("template1"), MAJOR);
      String drift =
          ", because the copy's version (%s) of collation public.drifts is not the source's (1.5)"
              .formatted(here);

      LevelResult byCatalog = structure(copy, Optional.empty());
      assertThat(byCatalog.verdict()).isInstanceOf(Verdict.Refuted.class);
      assertThat(byCatalog.facts())
          .as(byCatalog.toString())
          .hasSize(8)
          .anyMatch(f -> f.startsWith("postgres: btree public.lying: "))
          .anyMatch(f -> f.startsWith(unknown("postgres: whether btree public.drifted") + drift))
          .anyMatch(f -> f.startsWith(unknown("postgres: whether btree public.expressed") + drift))
          .anyMatch(
              f ->
                  f.startsWith("undecided: postgres: brin index public.ranged was not compared")
                      && f.endsWith(drift))
          .anyMatch(
              f ->
                  f.startsWith(unknown("other: whether btree public.by_default"))
                      && f.contains("of the database's collation is not"))
          .anyMatch(
              f ->
                  f.contains("public.drifts is not the source's (1.5); indexes sorted by it: 4; ")
                      && f.endsWith("then ALTER COLLATION public.drifts REFRESH VERSION"))
          .anyMatch(
              f ->
                  f.endsWith(
                      "indexes concerned, then ALTER DATABASE other REFRESH COLLATION VERSION"));

      LevelResult asRecorded = structure(copy, Optional.of(source("public.lies", "1.5")));
      assertThat(asRecorded.verdict()).isInstanceOf(Verdict.Undecided.class);
      assertThat(asRecorded.facts())
          .as(asRecorded.toString())
          .anyMatch(f -> f.startsWith(unknown("postgres: whether btree public.lying")));

      LevelResult sameLibrary = structure(copy, Optional.of(source("public.drifts", here)));
      assertThat(sameLibrary.facts())
          .as("the source's catalog was old, not its library: " + sameLibrary)
          .anyMatch(f -> f.startsWith("postgres: btree public.drifted: "))
          .anyMatch(f -> f.startsWith("postgres: brin index public.ranged: "));

      LevelResult constraints =
          ConstraintCheck.check(
              List.of(), copy, CheckSettings.defaults(), Optional.empty(), Clock.system());
      assertThat(constraints.verdict()).isInstanceOf(Verdict.Undecided.class);
      assertThat(constraints.facts())
          .as(constraints.toString())
          .hasSize(2)
          .anyMatch(
              f ->
                  f.startsWith("undecided: postgres: check t_word_check of public.t: 1 breaches")
                      && f.endsWith("not decided" + drift));
    }
  }

  /// Returns the version of ICU that the server has.
  private static String fill(TemporaryCluster cluster) {
    try (Session session = cluster.session()) {
      for (String statement : COLLATIONS.lines().toList()) {
        session.execute(statement);
      }
      session.execute(TABLES);
      try (Session other = cluster.session("other")) {
        other.execute(BY_DEFAULT);
      }
      session.execute(OTHER_ORDER);
      return session.text(
          "SELECT pg_collation_actual_version(oid) FROM pg_collation WHERE collname = 'lies'");
    }
  }

  private static LevelResult structure(ConfinedCopy copy, Optional<Surroundings> source) {
    return StructureCheck.check(
        copy, CheckSettings.defaults(), SourceInquiry.none(), source, Clock.system());
  }

  private static String unknown(String what) {
    return "undecided: " + what + " is in order is not known";
  }

  /// A source whose machine had this version of a collation.
  private static Surroundings source(String collation, String version) {
    return new Surroundings(
        new Surroundings.Files(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Surroundings.UsedCollation("postgres", collation, "i", "", "", version, version)),
        List.of());
  }
}

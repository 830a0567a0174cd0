package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.confine.ConfinableCluster;
import dev.ballast.protect.confine.ConfinedCopy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What cannot be compared, in a sound database: it is named and counted, and never refuted.
class IndexLimitsIT {
  private static final int MAJOR = 18;

  @Test
  void whatIsNotComparedLeavesTheLevelUndecidedByName() {
    try (TemporaryCluster cluster = ConfinableCluster.start(MAJOR)) {
      try (Session session = cluster.session()) {
        session.execute(
            """
            CREATE TABLE odd AS SELECT g FROM generate_series(1, 100) g;
            CREATE FUNCTION moody(int4) RETURNS int4 IMMUTABLE LANGUAGE plpgsql AS
              'BEGIN RETURN hashint4($1) + CASE current_setting(''enable_seqscan'') WHEN ''off'' THEN 1 ELSE 0 END; END';
            CREATE OPERATOR CLASS moody_ops FOR TYPE int4 USING hash AS OPERATOR 1 =, FUNCTION 1 moody(int4);
            CREATE INDEX finds_nothing_when_rebuilt ON odd USING hash (g moody_ops);
            CREATE ACCESS METHOD strange TYPE INDEX HANDLER bthandler;
            CREATE OPERATOR CLASS strange_ops DEFAULT FOR TYPE int4 USING strange AS
              OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4);
            CREATE INDEX of_another_method ON odd USING strange (g);
            CREATE INDEX marked_invalid ON odd (g);
            UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'marked_invalid'::regclass;
            CREATE FUNCTION slow(int4) RETURNS int4 IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN $1; END';
            CREATE TABLE large AS SELECT g, repeat('x', 900) AS filler FROM generate_series(1, 600) g;
            CREATE INDEX takes_long ON large USING hash (slow(g));
            """);
      }
      LevelResult result =
          StructureCheck.check(
              ConfinedCopy.confine(cluster.settings("template1"), MAJOR),
              CheckSettings.defaults().withIndexBudget(Duration.ZERO),
              Clock.system());

      assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
      assertThat(result.summary())
          .as(result.toString())
          .endsWith("; 3 not compared; 1 of which the source claims nothing");
      assertFact(
          result,
          "undecided: postgres: hash index public.finds_nothing_when_rebuilt was not compared with its table: 100 keys, the first at (0,1), are not found through any index of its operator class");
      assertFact(
          result,
          "undecided: postgres: strange index public.of_another_method was not compared with its table: what a search through access method strange proves is not known");
      assertFact(result, "undecided: postgres: hash index public.takes_long was searched for the ");
      assertFact(
          result, "postgres: index public.marked_invalid is marked invalid, on the source too");
    }
  }

  private static void assertFact(LevelResult result, String begin) {
    List<String> facts = result.facts();
    assertThat(facts).as(begin).anyMatch(fact -> fact.startsWith(begin));
  }
}

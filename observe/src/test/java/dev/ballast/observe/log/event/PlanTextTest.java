package dev.ballast.observe.log.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextTest {
  private final StatementText statements = new StatementText();
  private final PlanText plans = new PlanText(statements);

  @Test
  void aPlanKeepsItsFiguresAndNamesAndLosesLiterals() {
    assertThat(
            plans.withoutLiterals(
                """
                Query Text: SELECT *
                FROM t1 WHERE a = 'geheim' AND b = 4711
                Query Parameters: $1 = 'geheim'
                Sort  (cost=16.41..16.42 rows=1 width=36) (actual time=0.1..0.2 rows=1 loops=1)
                  Sort Key: ((a || 'geheim'::text))
                  Sort Method: quicksort  Memory: 25kB
                  ->  Seq Scan on t1  (cost=0.00..16.40 rows=1 width=36)
                        Filter: ((b = 4711) AND (a = 'ge
                heim 4711'::text) AND (c1 = ANY ('{4711,4712}'::integer[])))
                        Rows Removed by Filter: 4000
                """))
        .contains(
            """
            Query Text: SELECT *
            FROM t1 WHERE a = $1 AND b = $2
            Sort  (cost=16.41..16.42 rows=1 width=36) (actual time=0.1..0.2 rows=1 loops=1)
              Sort Key: ((a || ?::text))
              Sort Method: quicksort  Memory: 25kB
              ->  Seq Scan on t1  (cost=0.00..16.40 rows=1 width=36)
                    Filter: ((b = ?) AND (a = ?::text) AND (c1 = ANY (?::integer[])))
                    Rows Removed by Filter: 4000""");
  }

  @Test
  void jsonLosesThemToo() {
    assertThat(
            plans.withoutLiterals(
                """
                {"Query Text": "SELECT 'geheim', 4711", "Query Parameters": "$1 = 'geheim'",
                 "Plan": {"Node Type": "Result", "Plan Rows": 4000, "Output": ["'geheim'::text", "4711"],
                 "Plans": [{"Filter": "(t1.a = 'ge''heim')"}]}}
                """))
        .contains(
            "{\"Query Text\":\"SELECT $1, $2\",\"Plan\":{\"Node Type\":\"Result\",\"Plan Rows\":4000,"
                + "\"Output\":[\"?::text\",\"?\"],\"Plans\":[{\"Filter\":\"(t1.a = ?)\"}]}}");
    assertThat(plans.withoutLiterals("{\"Query Text\": \"SELECT 'geheim")).isEmpty();
    assertThat(plans.withoutLiterals("<explain>geheim</explain>")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'geheim', E'ge\\'heim', U&'geheim', B'1' , $$geheim$$, $x$geheim$x$",
        "INSERT INTO t VALUES ('geheim', 4711)",
        "ALTER ROLE app PASSWORD 'geheim'",
        "CREATE USER app WITH ENCRYPTED PASSWORD 'geheim' VALID UNTIL '4711-01-01'",
        "DO $$ BEGIN PERFORM 'geheim'; END $$",
        "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $f$ SELECT 'geheim' $f$",
        "CREATE SUBSCRIPTION s CONNECTION 'password=geheim' PUBLICATION p",
        "COMMENT ON TABLE t IS 'geheim'",
        "SET application_name = 'geheim'",
        "COPY t FROM PROGRAM 'curl -u geheim'",
        "NOTIFY c, 'geheim'",
        "SELECT 1 /* geheim */ -- geheim\n",
        "SELECT 'geheim",
        "SELECT x FROM",
      })
  void noStatementKeepsItsLiterals(String statement) {
    statements
        .withoutLiterals(statement)
        .ifPresent(shown -> assertThat(shown).doesNotContain("geheim").doesNotContain("4711"));
    // A second time, from memory.
    statements
        .withoutLiterals(statement)
        .ifPresent(shown -> assertThat(shown).doesNotContain("geheim").doesNotContain("4711"));
  }

  @Test
  void statementsOfOneShapeShareOneText() {
    assertThat(statements.withoutLiterals("SELECT a FROM t1 WHERE b = 'it''s' AND c = 1.5e3"))
        .isEqualTo(statements.withoutLiterals("SELECT a FROM t1 WHERE b = 'x' AND c = 2"))
        .contains("SELECT a FROM t1 WHERE b = $1 AND c = $2");
    assertThat(statements.withoutLiterals("SELECT a FROM t2 WHERE b = 'x' AND c = 2"))
        .contains("SELECT a FROM t2 WHERE b = $1 AND c = $2");
  }
}

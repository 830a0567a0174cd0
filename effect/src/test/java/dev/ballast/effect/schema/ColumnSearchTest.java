package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnSearchTest {
  private static final String TABLES =
      "CREATE TABLE a (id int, b_id int, x int); CREATE TABLE b (id int, y int);"
          + " CREATE TABLE s.a (id int, z int); CREATE VIEW av AS SELECT id, x FROM a; ";

  /// `unseen` is known to no statement.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT x FROM a | a.x",
        "SELECT a.x FROM a JOIN b ON a.b_id = b.id | a.b_id a.x b.id",
        "SELECT x, y FROM a, b | a.x b.y",
        "SELECT t.id FROM a AS t | a.id",
        "SELECT t.id FROM b AS a, a AS t | a.id",
        "SELECT a.id FROM b AS a, a AS t | b.id",
        "SELECT public.a.id, s.a.z FROM public.a, s.a | public.a.id s.a.z",
        "SELECT * FROM b | b.id b.y",
        "SELECT b.*, a.x FROM a, b | a.x b.id b.y",
        "SELECT count(*) FROM b | ``",
        "SELECT count(b.*) FROM b | ``",
        "SELECT to_jsonb(b) FROM b | ``",
        "SELECT x FROM a WHERE EXISTS (SELECT * FROM b) | a.x b.id b.y",
        "SELECT 1 FROM a NATURAL JOIN b | a.id b.id",
        "SELECT b FROM b | ``",
        "SELECT 1 FROM a JOIN b USING (id) | a.id b.id",
        "SELECT x FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.id = a.b_id) | a.b_id a.x b.id",
        "SELECT x FROM a WHERE EXISTS (SELECT 1 FROM b WHERE y = x) | a.x b.y",
        "SELECT (SELECT id FROM b LIMIT 1) FROM a | b.id",
        "SELECT x FROM a WHERE id IN (SELECT y FROM b) | a.id a.x b.y",
        "SELECT q.n FROM (SELECT y AS n FROM b) q | b.y",
        "SELECT n FROM (SELECT y AS n FROM b) q, a | b.y",
        "WITH q AS (SELECT id, y FROM b) SELECT q.y, a.x FROM q JOIN a ON a.b_id = q.id"
            + " | a.b_id a.x b.id b.y",
        "SELECT x FROM a UNION SELECT y FROM b ORDER BY 1 | a.x b.y",
        "SELECT x, count(id) FROM a GROUP BY x HAVING max(b_id) > 0 | a.b_id a.id a.x",
        "SELECT row_number() OVER (PARTITION BY x ORDER BY id) FROM a | a.id a.x",
        "SELECT id FROM av | av.id",
        "SELECT * FROM av | av.id av.x",
        "SELECT q FROM unseen | unseen.q",
        "SELECT * FROM unseen | unseen.*",
        "SELECT x, q FROM a, unseen | a.x unseen.q",
        "SELECT u.x, a.id FROM a, unseen u | a.id unseen.x",
        "SELECT t.q FROM a AS t (p, q) | a.b_id",
        "SELECT t.b_id FROM a AS t (b_id, q) | a.id",
        "SELECT p, q FROM a AS t (p, q) WHERE x > 1 | a.b_id a.id a.x",
        "SELECT id, x AS b_id FROM a ORDER BY b_id | a.id a.x",
        "SELECT id, x AS b_id FROM a ORDER BY b_id + 1 | a.b_id a.id a.x",
        "SELECT x AS b_id, count(id) FROM a GROUP BY b_id, x | a.b_id a.id a.x",
        "SELECT x AS b_id FROM a UNION SELECT y FROM b ORDER BY b_id | a.x b.y",
        "WITH q AS (SELECT 1 AS x) SELECT x FROM q, b WHERE b.id = 1 | b.id",
        "SELECT n.y FROM a, LATERAL (SELECT b.y FROM b WHERE b.id = a.b_id) n | a.b_id b.id b.y",
        "SELECT id FROM b WHERE EXISTS (SELECT 1 FROM (SELECT x FROM a) q WHERE y = 1) | a.x b.id b.y"
      })
  void aNameIsThatOfTheRelationThatTheParserFinds(String query, String columns) {
    KnownSchema schema = Schemas.of(TABLES + "CREATE VIEW v AS " + query);

    assertThat(
            schema.view(Schemas.name("v")).orElseThrow().columnsRead().stream()
                .map(read -> read.relation() + "." + read.column())
                .sorted())
        .containsExactly(columns.isEmpty() ? new String[0] : columns.split(" "));
  }

  /// Of a body that is text nothing is recorded, as the manual says of CREATE FUNCTION.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RETURNS TABLE (r int) LANGUAGE sql BEGIN ATOMIC SELECT x FROM a; END | a.x",
        "RETURNS int LANGUAGE sql RETURN (SELECT max(y) FROM b) | b.y",
        "RETURNS int LANGUAGE sql AS 'SELECT x FROM a' | ``",
        "RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO b (y) SELECT x FROM a; END | a.x b.y",
        "RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO b SELECT x FROM a; END | a.x b.id",
        "RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE b SET y = x FROM a WHERE a.id = b.id; END"
            + " | b.y a.x a.id b.id",
        "RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM b AS t USING a WHERE t.y = x; END"
            + " | b.y a.x"
      })
  void aBodyOfParsedSqlReadsColumnsAndATextDoesNot(String definition, String columns) {
    KnownSchema schema = Schemas.of(TABLES + "CREATE FUNCTION f() " + definition);

    assertThat(
            schema.routines(Schemas.name("f")).getFirst().columnsRead().stream()
                .map(read -> read.relation() + "." + read.column()))
        .containsExactly(columns.isEmpty() ? new String[0] : columns.split(" "));
  }

  @Test
  void aRoutineFollowsNewNamesAndGoesWithCascade() {
    KnownSchema schema =
        Schemas.of(
            TABLES
                + "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN (SELECT max(y) FROM b);"
                + " ALTER TABLE b RENAME y TO n; ALTER TABLE b RENAME TO c");
    assertThat(schema.routinesReading(Schemas.name("c"), "n")).hasSize(1);

    Schemas.apply(schema, "ALTER TABLE c DROP COLUMN n CASCADE", Schemas.FIRST);

    assertThat(schema.routines(Schemas.name("f"))).isEmpty();
  }

  @Test
  void aStarMeansTheColumnsOfTheMoment() {
    KnownSchema schema =
        Schemas.of(TABLES + "CREATE VIEW v AS SELECT * FROM b; ALTER TABLE b ADD COLUMN later int");
    KnownView view = schema.view(Schemas.name("v")).orElseThrow();

    assertThat(view.readsColumn(Schemas.name("public.b"), "y")).isTrue();
    assertThat(view.readsColumn(Schemas.name("b"), "later")).isFalse();
    assertThat(view.readsColumn(Schemas.name("a"), "id")).isFalse();
  }
}

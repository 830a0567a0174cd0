package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyFoldTest {
  private static final String TABLE = "CREATE TABLE t (a int); ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what surely runs
        "ALTER TABLE t ADD b int; | a integer, b integer | t",
        "CREATE TABLE u (a int); | a integer | t, u",
        "DROP TABLE t; CREATE TABLE t (c text); | c text | t",
        "EXECUTE 'ALTER TABLE t ADD b int'; | a integer, b integer | t",
        "BEGIN ALTER TABLE t ADD b int; END; | a integer, b integer | t",
        // what may run is taken in where it changes a table, and not where it makes or drops one
        "IF true THEN ALTER TABLE t ADD b int; END IF; | a integer, b integer | t",
        "IF true THEN CREATE TABLE u (a int); END IF; | a integer | t",
        "IF true THEN DROP TABLE t; END IF; | a integer | t",
        "FOR i IN 1..2 LOOP CREATE TABLE u (a int); END LOOP; | a integer | t",
        "BEGIN CREATE TABLE u (a int); EXCEPTION WHEN OTHERS THEN NULL; END; | a integer | t",
        // a text that can be put together beforehand, and one that cannot
        "EXECUTE format('ALTER TABLE %I ADD b int', 't'); | a integer, b integer | t",
        "EXECUTE format('ALTER TABLE %I.t ADD b int', current_schema); | a integer | t"
      })
  void aBlockChangesWhatItsStatementsChange(String body, String columns, String tables) {
    KnownSchema schema = Schemas.of(TABLE + "DO $$ BEGIN " + body + " END $$");

    assertThat(Schemas.columns(schema, "t")).isEqualTo(columns);
    assertThat(Schemas.tables(schema)).isEqualTo(tables);
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT f()",
    "'SELECT f() AS done'",
    "CALL p()",
    "DO $$ BEGIN PERFORM 1; CALL p(); END $$"
  })
  void aCallDoesWhatTheBodyDoes(String call) {
    String body = " LANGUAGE plpgsql AS $x$ BEGIN ALTER TABLE t ADD b int; END $x$; ";
    KnownSchema schema =
        Schemas.of(
            TABLE
                + "CREATE FUNCTION f() RETURNS void"
                + body
                + "CREATE PROCEDURE p()"
                + body
                + call);

    assertThat(Schemas.columns(schema, "t")).isEqualTo("a integer, b integer");
  }

  @Test
  void definingAFunctionRunsNothing() {
    KnownSchema schema =
        Schemas.of(
            TABLE
                + "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql"
                + " AS 'BEGIN DROP TABLE t; END'");

    assertThat(Schemas.tables(schema)).isEqualTo("t");
  }

  @Test
  void oneOfSeveralOverloadsIsNotGuessed() {
    KnownSchema schema =
        Schemas.of(
            TABLE
                + "CREATE FUNCTION f(int) RETURNS void LANGUAGE plpgsql"
                + " AS 'BEGIN DROP TABLE t; END';"
                + " CREATE FUNCTION f(text) RETURNS void LANGUAGE plpgsql AS 'BEGIN END';"
                + " SELECT f('1')");

    assertThat(Schemas.tables(schema)).isEqualTo("t");
  }

  @Test
  void aRoutineThatCallsItselfEnds() {
    KnownSchema schema =
        Schemas.of(
            TABLE
                + "CREATE PROCEDURE p() LANGUAGE plpgsql AS"
                + " 'BEGIN ALTER TABLE t ADD b int; CALL p(); END'; CALL p()");

    assertThat(Schemas.columns(schema, "t")).isEqualTo("a integer, b integer");
  }
}

package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeNameTest {

  private static TypeName type(String sql) {
    return read(CreateTable.class, "CREATE TABLE t (a " + sql + ")")
        .columns()
        .getFirst()
        .type()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int                           | integer",
        "integer                       | integer",
        "int4                          | integer",
        "pg_catalog.int4               | integer",
        "smallint                      | smallint",
        "int2                          | smallint",
        "bigint                        | bigint",
        "int8                          | bigint",
        "real                          | real",
        "float(10)                     | real",
        "float                         | double precision",
        "double precision              | double precision",
        "decimal                       | numeric",
        "numeric(10, 2)                | numeric(10,2)",
        "boolean                       | boolean",
        "char                          | character(1)",
        "char(3)                       | character(3)",
        "character varying             | character varying",
        "varchar(20)                   | character varying(20)",
        "nchar varying(5)              | character varying(5)",
        "bpchar                        | bpchar",
        "\"char\"                      | \"char\"",
        "text                          | text",
        "pg_catalog.text               | text",
        "bytea                         | bytea",
        "bit                           | bit(1)",
        "bit varying(8)                | bit varying(8)",
        "timestamp                     | timestamp without time zone",
        "timestamp(3)                  | timestamp(3) without time zone",
        "timestamptz                   | timestamp with time zone",
        "timestamp(0) with time zone   | timestamp(0) with time zone",
        "time                          | time without time zone",
        "time(6) with time zone        | time(6) with time zone",
        "date                          | date",
        "interval                      | interval",
        "interval(3)                   | interval(3)",
        "interval year to month        | interval year to month",
        "interval day to second(3)     | interval day to second(3)",
        "interval second               | interval second",
        "interval hour to minute       | interval hour to minute",
        "interval day to hour          | interval day to hour",
        "interval minute               | interval minute",
        "jsonb                         | jsonb",
        "json                          | json",
        "uuid[]                        | uuid[]",
        "int[3][4]                     | integer[]",
        "text array                    | text[]",
        "citext                        | citext",
        "public.citext                 | public.citext",
        "app.\"Order State\"           | app.\"Order State\"",
        "app.int4                      | app.int4",
        "geometry(Point, 4326)         | geometry(point,4326)",
        "serial                        | serial",
        "national character(7)         | character(7)"
      })
  void aTypeIsPrintedAsPostgresqlDoes(String sql, String canonical) {
    assertThat(type(sql).canonical()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial", "serial4", "bigserial", "serial8", "smallserial", "serial2"})
  void theSerialWordsMakeASequence(String sql) {
    assertThat(type(sql).isSerial()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "pg_catalog.serial", "app.serial", "\"SERIAL\""})
  void whatOnlyLooksLikeSerialDoesNot(String sql) {
    assertThat(type(sql).isSerial()).isFalse();
  }

  @Test
  void modifiersAreNumbersWhereTheyAre() {
    assertThat(type("numeric(10, -2)").modifiers()).containsExactly("10", "-2");
    assertThat(type("numeric(10, -2)").modifier(1)).hasValue(-2);
    assertThat(type("numeric(10, -2)").modifier(2)).isEmpty();
    assertThat(type("geometry(Point, 4326)").modifier(0)).isEmpty();
    assertThat(type("geometry(Point, 4326)").modifier(1)).hasValue(4326);
  }

  @Test
  void aSystemTypeIsNamedWithOrWithoutItsSchema() {
    assertThat(type("int").isSystem("int4")).isTrue();
    assertThat(type("int4").isSystem("int4")).isTrue();
    assertThat(type("app.int4").isSystem("int4")).isFalse();
    assertThat(TypeName.system("varchar", "5").canonical()).isEqualTo("character varying(5)");
  }

  @Test
  void dimensionsAreCounted() {
    assertThat(type("int[3][]").arrayDimensions()).isEqualTo(2);
    assertThat(type("int").arrayDimensions()).isZero();
  }

  @Test
  void aTypeCanBeThatOfAColumnAndASet() {
    RoutineStatement.CreateFunction function =
        read(
            RoutineStatement.CreateFunction.class,
            "CREATE FUNCTION f(a s.t.c%TYPE) RETURNS SETOF int LANGUAGE sql AS ''");

    assertThat(function.parameters().getFirst().type().ofColumn()).isTrue();
    assertThat(function.parameters().getFirst().type().canonical()).isEqualTo("t.c%TYPE");
    assertThat(function.returns().orElseThrow().canonical()).isEqualTo("SETOF integer");
    assertThat(List.of(function.returns().orElseThrow().setOf())).containsExactly(true);
  }
}

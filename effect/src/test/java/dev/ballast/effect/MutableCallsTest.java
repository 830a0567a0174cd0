package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The expectations are what PostgreSQL 14 answers to the statements.
class MutableCallsTest {
  private static final KnownSchema SCHEMA =
      Statements.schema(
          "CREATE TABLE t (id bigint, z timestamptz, s timestamp, d date, tm time, m money,"
              + " i interval, n text)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(now())",
        "((s::text))",
        "((d::timestamptz))",
        "((tm::timetz))",
        "((m::text))",
        "((n::interval))",
        "(concat(n, 'x'))",
        "(format('%s', n))",
        "((n || ' ' || d))",
        "((z + i))",
        "(to_date(n, 'YYYY'))",
        "(to_jsonb(n))",
        "(date_part('year', z))",
        "((z::timestamp(0)))",
        "((d::varchar(5)))",
        "(id) WHERE n = current_database()",
        "(id) WHERE z > CURRENT_TIMESTAMP",
      })
  void anIndexOnWhatDependsOnSettingsIsRefused(String index) {
    assertThat(of(SCHEMA, index)).as(index).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((n || ' ' || id))",
        "((i::text))",
        "((n || i))",
        "((n || tm))",
        "(date(s))",
        "((s::date))",
        "(date(z AT TIME ZONE 'UTC'))",
        "(to_tsvector('english', n))",
        "(to_timestamp(1.5))",
        "(age(s, s))",
        "(id) WHERE z > '2026-01-01'::timestamptz",
        "((unknown::date))",
        "(date(unknown))",
      })
  void whatIsImmutableOrNotKnownIsNone(String index) {
    assertThat(of(SCHEMA, index)).as(index).isEmpty();
  }

  @Test
  void aFunctionOfOnesOwnIsNone() {
    KnownSchema own =
        Statements.after(
            SCHEMA,
            "CREATE FUNCTION concat(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'");

    assertThat(of(own, "(concat(n, n))")).isEmpty();
    assertThat(of(SCHEMA, "(app.now())")).isEmpty();
    assertThat(of(SCHEMA, "(pg_catalog.now())")).isPresent();
  }

  private static Optional<MutableCalls.Mutable> of(KnownSchema schema, String index) {
    return MutableCalls.of((CreateIndex) Statements.parse("CREATE INDEX ON t " + index), schema);
  }
}

package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.TypeChange.Fit;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of type changes: what PostgreSQL 14 to 18 were seen to do with two rows.
class TypeChangeTest {
  private static final QualifiedName T = QualifiedName.of("t");

  /// From, to, what happens to the rows, and which values fit.
  private static final String TYPES =
      """
      varchar(10) | varchar(20) | stays | ALL
      varchar(10) | varchar(10) | stays | ALL
      varchar(10) | text | stays | ALL
      varchar(10) | varchar(5) | rewrites | MAY_FAIL
      varchar | varchar(5) | rewrites | MAY_FAIL
      text | varchar | stays | ALL
      text | varchar(5) | rewrites | MAY_FAIL
      text | bpchar | stays | ALL
      varchar(10) | char(10) | rewrites | ALL
      char(5) | text | rewrites | ALL
      char(5) | char(10) | rewrites | ALL
      text | citext | stays | ALL
      citext | text | stays | ALL
      citext | varchar(5) | rewrites | MAY_FAIL
      bit(3) | varbit | stays | ALL
      bit(3) | bit(5) | rewrites | MAY_FAIL
      varbit(5) | varbit(8) | stays | ALL
      integer | oid | stays | ALL
      bigint | oid | rewrites | ALL
      integer | bigint | rewrites | ALL
      bigint | integer | rewrites | MAY_FAIL
      serial | integer | stays | ALL
      numeric(9,2) | numeric | stays | ALL
      numeric(9,2) | numeric(12,2) | stays | ALL
      numeric(9,2) | numeric(9,3) | rewrites | MAY_FAIL
      numeric(9,2) | numeric(12,4) | rewrites | ALL
      numeric(9,2) | numeric(12) | rewrites | MAY_LOSE
      numeric | numeric(12) | rewrites | MAY_LOSE
      numeric(9,2) | bigint | rewrites | MAY_LOSE
      timestamp | timestamp(6) | stays | ALL
      timestamp | timestamp(3) | rewrites | MAY_LOSE
      timestamp(3) | timestamp(4) | stays | ALL
      timestamp(3) | timestamp | stays | ALL
      timestamp | timestamptz | depends | ALL
      timestamptz | timestamp | depends | ALL
      timestamp(3) | timestamptz(3) | rewrites | ALL
      timestamptz | date | rewrites | MAY_LOSE
      date | timestamp | rewrites | ALL
      time | timetz | rewrites | ALL
      interval(3) | interval(5) | stays | ALL
      interval(3) | interval | stays | ALL
      interval | interval(6) | stays | ALL
      interval | interval(3) | rewrites | MAY_LOSE
      interval day | interval | stays | ALL
      interval | interval day | rewrites | MAY_LOSE
      json | jsonb | rewrites | ALL
      xml | text | stays | ALL
      cidr | inet | stays | ALL
      inet | cidr | rewrites | ALL
      mood | text | rewrites | ALL
      text | mood | rewrites | MAY_FAIL
      plain | text | stays | ALL
      text | plain | stays | ALL
      text | checked | rewrites | MAY_FAIL
      checked | text | stays | ALL
      short | varchar(20) | rewrites | ALL
      short | text | stays | ALL
      varchar | short | rewrites | MAY_FAIL
      varchar(10) | short | stays | ALL
      varchar(5)[] | varchar(10)[] | rewrites | UNKNOWN
      integer[] | integer[] | stays | ALL
      geometry | geography | depends | UNKNOWN
      text | bigint | rewrites | MAY_FAIL
      double precision | real | rewrites | MAY_LOSE
      """;

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource(delimiter = '|', textBlock = TYPES)
  void rowsStayWhereTheNewTypeReadsTheSameBytes(String from, String to, String rows, Fit fit) {
    TypeChange change = change(from, "ALTER COLUMN a TYPE " + to);

    assertThat(rows(change)).isEqualTo(rows);
    assertThat(change.fit()).isEqualTo(fit);
  }

  @ParameterizedTest(name = "{0} to {1} using {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "integer | integer | a | stays | ALL",
        "integer | integer | a + 0 | rewrites | ALL",
        "integer | integer | 5 | rewrites | ALL",
        "text | varchar | a::varchar | stays | ALL",
        "varchar(10) | varchar(20) | a::varchar(20) | stays | ALL",
        "varchar(10) | varchar(20) | a::text | depends | ALL",
        "varchar(10) | varchar(5) | a::varchar(5) | rewrites | MAY_LOSE",
        "text | bigint | a::bigint | rewrites | MAY_FAIL",
        "text | text | upper(a) | rewrites | ALL",
        "text | varchar(5) | left(a, 5) | rewrites | ALL"
      })
  void usingIsComputedForEachRowUnlessItIsTheColumnItself(
      String from, String to, String using, String rows, Fit fit) {
    TypeChange change = change(from, "ALTER COLUMN a TYPE " + to + " USING " + using);

    assertThat(rows(change)).isEqualTo(rows);
    assertThat(change.fit()).isEqualTo(fit);
  }

  @Test
  void withoutTheFormerTypeARewriteIsPossible() {
    AlterType type = action("ALTER COLUMN a TYPE bigint");

    TypeChange change = TypeChange.of(KnownSchema.unknown(), T, type);

    assertThat(rows(change)).isEqualTo("depends");
    assertThat(change.former()).isEmpty();
    assertThat(change.fit()).isEqualTo(Fit.UNKNOWN);
    assertThat(change.isTimeZone()).isFalse();
  }

  @Test
  void onlyTheChangeOfTimestampsDependsOnTheTimeZone() {
    assertThat(change("timestamp", "ALTER COLUMN a TYPE timestamptz").isTimeZone()).isTrue();
    assertThat(change("geometry", "ALTER COLUMN a TYPE geography").isTimeZone()).isFalse();
  }

  @Test
  void aCollationCountsOnlyWhereItIsAnotherOne() {
    String type = "ALTER COLUMN a TYPE text COLLATE \"C\"";

    assertThat(change("text", type).collation()).isTrue();
    assertThat(change("text COLLATE \"C\"", type).collation()).isFalse();
    assertThat(change("varchar(5)", "ALTER COLUMN a TYPE text").otherOperators()).isFalse();
    assertThat(change("text", "ALTER COLUMN a TYPE citext").otherOperators()).isTrue();
  }

  private static String rows(TypeChange change) {
    return change.rewrite().map(sure -> sure.isCertain() ? "rewrites" : "depends").orElse("stays");
  }

  private static TypeChange change(String from, String action) {
    KnownSchema schema =
        Statements.schema(
            "CREATE TYPE mood AS ENUM ('calm')",
            "CREATE DOMAIN plain AS text",
            "CREATE DOMAIN short AS varchar(10)",
            "CREATE DOMAIN checked AS text CHECK (VALUE <> '')",
            "CREATE TABLE t (a " + from + ")");
    return TypeChange.of(schema, T, action(action));
  }

  private static AlterType action(String action) {
    return (AlterType) alter(action).actions().getFirst();
  }

  private static AlterTable alter(String action) {
    return (AlterTable) Statements.parse("ALTER TABLE t " + action);
  }
}

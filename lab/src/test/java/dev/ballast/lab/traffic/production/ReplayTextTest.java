package dev.ballast.lab.traffic.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.lab.traffic.production.ReplayText.ParameterWord;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayTextTest {
  private static final int LIST = 3;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT now() - interval $1 | SELECT now() - CAST($1 AS interval)",
        "SELECT now() - INTERVAL $1 day | SELECT now() - CAST($1 AS INTERVAL day)",
        "SELECT interval $1 year to month | SELECT CAST($1 AS interval year to month)",
        "SELECT interval(3) $1 | SELECT CAST($1 AS interval(3))",
        "SELECT a FROM t WHERE d >= date $1 | SELECT a FROM t WHERE d >= CAST($1 AS date)",
        "SELECT timestamp $1, $2 | SELECT CAST($1 AS timestamp), $2",
        "SELECT timestamp with time zone $1 | SELECT CAST($1 AS timestamp with time zone)",
        "SELECT timestamp (3) without time zone $1 | SELECT CAST($1 AS timestamp (3) without time zone)",
        "SELECT time with time zone $2, $1 | SELECT CAST($2 AS time with time zone), $1",
        "SELECT jsonb $1 -> $2 | SELECT CAST($1 AS jsonb) -> $2",
        "SELECT extract($1 FROM t.at) | SELECT pg_catalog.extract($1, t.at)",
        "SELECT EXTRACT ( $2 FROM at), $1 | SELECT pg_catalog.extract($2, at), $1",
        "SELECT extract($1 FROM interval $2) | SELECT pg_catalog.extract($1, CAST($2 AS interval))"
      })
  void aConstantWhereNoParameterMayStandIsACast(String normalized, String replayed) {
    assertThat(ReplayText.of(normalized, LIST).text()).isEqualTo(replayed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'interval $1'",
        "SELECT \"interval\" FROM t WHERE a = $1",
        "SELECT interval_ $1",
        "SELECT $1::interval",
        "SELECT date($1)",
        "SELECT extract(year FROM $1::date)",
        "SELECT a -- interval $1\nFROM t",
        "SELECT \"extract\"($1, x)",
        "SELECT t.interval, $1 FROM t",
        "SELECT $$interval $1$$, $1",
        "INSERT INTO t VALUES ($1, $2)"
      })
  void anythingElseStaysAsItIs(String normalized) {
    assertThat(ReplayText.of(normalized, LIST).text()).isEqualTo(normalized);
    assertThat(ReplayText.of(normalized, LIST).lists()).isZero();
  }

  @Test
  void aShortenedListGetsElements() {
    ReplayText text =
        ReplayText.of("SELECT a FROM t WHERE b = $1 AND c IN ($2 /*, ... */) AND d = $3", LIST);
    assertThat(text.text())
        .isEqualTo("SELECT a FROM t WHERE b = $1 AND c IN ($2, $4, $5) AND d = $3");
    assertThat(text.parameters()).isEqualTo(5);
    assertThat(text.lists()).isEqualTo(1);
    assertThat(text.numbers()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void twoShortenedListsHaveElementsOfTheirOwn() {
    ReplayText text =
        ReplayText.of("SELECT ARRAY[$1 /*, ... */] FROM t WHERE c IN ($2 /*, ... */)", 2);
    assertThat(text.text()).isEqualTo("SELECT ARRAY[$1, $3] FROM t WHERE c IN ($2, $4)");
    assertThat(text.parameters()).isEqualTo(4);
    assertThat(text.lists()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT a FROM t LIMIT $1,LIMIT",
    "SELECT a FROM t ORDER BY 1 OFFSET $1,OFFSET",
    "SELECT a FROM t FETCH FIRST $1 ROWS ONLY,LIMIT",
    "SELECT a FROM t FETCH NEXT $1 ROW ONLY,LIMIT",
    "SELECT a FROM t WHERE a LIKE 'x' ESCAPE $1,ESCAPE"
  })
  void wordsSayWhatAParameterIs(String normalized, ParameterWord word) {
    assertThat(ReplayText.of(normalized, LIST).spoken()).isEqualTo(Map.of(1, word));
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT 1,0",
    "SELECT $1,1",
    "SELECT $2 + $1,2",
    "SELECT '$9',0",
    "SELECT $12,12",
    "SELECT $1 + $1,1"
  })
  void parametersAreCounted(String normalized, int count) {
    assertThat(ReplayText.of(normalized, LIST).parameters()).isEqualTo(count);
  }
}

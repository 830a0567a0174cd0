package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | EVERY_ROW",
        "WHERE true | EVERY_ROW",
        "WHERE a IS NULL | UNBOUNDED",
        "WHERE a <> 5 | UNBOUNDED",
        "WHERE a > 5 | UNBOUNDED",
        "WHERE NOT a = 5 | UNBOUNDED",
        "WHERE a = 5 OR b IS NULL | UNBOUNDED",
        "WHERE a NOT IN (1, 2) | UNBOUNDED",
        "WHERE a IN (SELECT b FROM u) | UNBOUNDED",
        "WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a) | UNBOUNDED",
        "FROM u WHERE u.a = t.a | UNBOUNDED",
        "WHERE a = 5 | BOUNDED",
        "WHERE a = 5 AND b IS NULL | BOUNDED",
        "WHERE a = 5 OR a = 6 | BOUNDED",
        "WHERE a = some_variable | BOUNDED",
        "WHERE a IN (1, 2) | BOUNDED",
        "WHERE a = ANY (ARRAY[1, 2]) | BOUNDED",
        "WHERE a BETWEEN 1 AND 5 | BOUNDED",
        "WHERE a >= 1 AND a < 5 | BOUNDED",
        "WHERE a >= 1 AND b < 5 | UNBOUNDED",
        "WHERE a IN (SELECT b FROM u LIMIT 5) | BOUNDED",
        "WHERE a IN (SELECT b FROM u WHERE c = 5) | BOUNDED",
        "WHERE CURRENT OF c | BOUNDED",
        "WHERE false | BOUNDED",
        "FROM u WHERE u.a = t.a AND t.b = 5 | BOUNDED"
      })
  void aConditionTellsHowManyRowsItMayLeave(String rest, ConditionReach reach) {
    String sql = "UPDATE t SET a = 1 " + (rest == null ? "" : rest);
    Update update = (Update) ((Understood) Parser.postgres18().parse(sql)).statement();

    assertThat(ConditionReach.of(update)).isEqualTo(reach);
  }
}

package dev.ballast.change.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.sql.tree.DataStatement.Update;
import dev.ballast.postgres.sql.tree.ParsedStatement.Understood;
import dev.ballast.postgres.sql.tree.Parser;
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
  void a_condition_tells_how_many_rows_it_may_leave(String rest, Reach reach) {
    String sql = "UPDATE t SET a = 1 " + (rest == null ? "" : rest);
    Update update = (Update) ((Understood) Parser.postgres18().parse(sql)).statement();

    assertThat(Reach.of(update)).isEqualTo(reach);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE t SET a = 1 WHERE b = 2 | where | 19",
        "UPDATE t SET a = '-- where' WHERE b = 2 | where | 28",
        "UPDATE t SET a = (SELECT 1 FROM u WHERE c) RETURNING a | where | -1",
        "UPDATE t SET \"where\" = 1 | where | -1",
        "DELETE FROM t /* where */ WHERE b | where | 26"
      })
  void a_clause_is_found_outside_of_parentheses_quotes_and_comments(
      String sql, String word, int at) {
    assertThat(Clauses.find(sql, word).orElse(-1)).isEqualTo(at);
  }
}

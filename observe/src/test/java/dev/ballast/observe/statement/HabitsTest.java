package dev.ballast.observe.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.text.StatementText;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HabitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM orders WHERE total > $1",
        "SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id",
        "INSERT INTO archive SELECT * FROM orders",
        "SELECT count(*) FROM (SELECT * FROM orders) o",
        "WITH o AS (SELECT * FROM orders) SELECT id FROM o"
      })
  void everyColumn(String sql) {
    assertThat(of(sql)).contains(Habit.EVERY_COLUMN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM orders WHERE total > $1",
        "SELECT 2 * total FROM orders WHERE total > $1",
        "SELECT * FROM (VALUES ($1), ($2)) v",
        "SELECT \"*\".id FROM orders AS \"*\" WHERE total > $1",
        "INSERT INTO orders VALUES ($1, $2)"
      })
  void notEveryColumnOfATable(String sql) {
    assertThat(of(sql)).doesNotContain(Habit.EVERY_COLUMN);
  }

  @Test
  void pagingByOffset() {
    assertThat(of("SELECT id FROM orders ORDER BY id LIMIT $1 OFFSET $2"))
        .containsExactly(Habit.OFFSET_PAGING);
    assertThat(of("SELECT \"offset\" FROM orders LIMIT $1")).isEmpty();
  }

  @Test
  void listsOfParameters() {
    assertThat(of("SELECT id FROM orders WHERE id IN (" + parameters(51) + ")"))
        .contains(Habit.LONG_LIST);
    assertThat(of("DELETE FROM orders WHERE id IN (" + parameters(60) + ")"))
        .containsExactly(Habit.LONG_LIST);
    assertThat(of("SELECT id FROM orders WHERE id IN (" + parameters(50) + ")"))
        .doesNotContain(Habit.LONG_LIST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM users WHERE id = $1",
        "SELECT name FROM users WHERE $1 = users.id",
        "SELECT name FROM users WHERE tenant = $1 AND id = $2 LIMIT $3"
      })
  void oneRowByItsKey(String sql) {
    assertThat(of(sql)).containsExactly(Habit.SINGLE_ROW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM users WHERE id > $1",
        "SELECT name FROM users WHERE id = $1 OR id = $2",
        "SELECT name FROM users u JOIN orders o ON o.user_id = u.id WHERE o.id = $1",
        "SELECT name FROM users",
        "UPDATE users SET name = $1 WHERE id = $2",
        "SELECT FROM WHERE"
      })
  void notOneRowByItsKey(String sql) {
    assertThat(of(sql)).isEmpty();
  }

  @Test
  void aTextThatIsNotThereInFullHasNone() {
    assertThat(Habits.of(new StatementText(StatementText.Form.CUT, "SELECT * FROM orders")))
        .isEmpty();
  }

  private static Set<Habit> of(String sql) {
    return Habits.of(new StatementText(StatementText.Form.WITHOUT_LITERALS, sql));
  }

  private static String parameters(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "$" + i).collect(Collectors.joining(", "));
  }
}

package dev.ballast.observe.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.statement.TableFacts.Column;
import dev.ballast.observe.statement.TableFacts.Index;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexAdvisorTest {
  private static final QualifiedName ORDERS = QualifiedName.of("shop", "orders");
  private static final QualifiedName USERS = QualifiedName.of("shop", "users");

  private static TableFacts orders(Index... indexes) {
    return new TableFacts(
        ORDERS,
        OptionalLong.of(100_000),
        8 << 20,
        false,
        List.of(
            new Column("id", true),
            new Column("user_id", true),
            new Column("placed_at", true),
            new Column("customer_reference", true),
            new Column("shipping", false)),
        List.of(indexes));
  }

  private static TableFacts users() {
    return new TableFacts(
        USERS,
        OptionalLong.of(50_000),
        4 << 20,
        false,
        List.of(new Column("key", true), new Column("email", true)),
        List.of(new Index("users_pkey", List.of("key"), true)));
  }

  private static List<String> advice(String sql, TableFacts... tables) {
    return IndexAdvisor.of(sql, List.of(tables), Set.of()).stream()
        .map(IndexAdvice::statement)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id FROM shop.orders WHERE customer_reference = $1 | customer_reference",
        "SELECT id FROM orders WHERE $1 = customer_reference | customer_reference",
        "SELECT id FROM orders o WHERE o.user_id = $1 AND o.placed_at > $2 | user_id, placed_at",
        "SELECT id FROM orders WHERE user_id = $1 ORDER BY placed_at DESC LIMIT $2 | user_id, placed_at",
        "SELECT id FROM orders WHERE user_id IN ($1, $2) | user_id",
        "SELECT id FROM orders WHERE user_id = ANY ($1) AND customer_reference = $2 | user_id,"
            + " customer_reference",
        "SELECT id FROM orders WHERE placed_at BETWEEN $1 AND $2 | placed_at",
        "SELECT id FROM orders ORDER BY placed_at LIMIT $1 | placed_at",
        "SELECT o.id FROM users u JOIN orders o ON o.user_id = u.key WHERE placed_at > $1 | placed_at",
        "SELECT email FROM users WHERE EXISTS (SELECT FROM orders WHERE user_id = $1) | user_id",
        "UPDATE orders SET placed_at = $1 WHERE customer_reference = $2 | customer_reference",
        "DELETE FROM shop.orders WHERE user_id = $1 | user_id"
      })
  void whatIsComparedIsAdvised(String sql, String columns) {
    assertThat(advice(sql, orders(), users()))
        .containsExactly("CREATE INDEX CONCURRENTLY ON shop.orders (" + columns + ");");
  }

  /// What no row has to satisfy by itself, what is no column, and what an index is of no use for.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM orders WHERE user_id = $1 OR customer_reference = $2",
        "SELECT id FROM orders WHERE NOT user_id = $1",
        "SELECT id FROM orders WHERE lower(customer_reference) = $1",
        "SELECT id FROM orders WHERE shipping = $1",
        "SELECT id FROM orders WHERE user_id <> $1",
        "SELECT id FROM orders WHERE user_id NOT IN ($1, $2)",
        "SELECT id FROM orders WHERE customer_reference LIKE $1",
        "SELECT id FROM orders WHERE user_id = (SELECT max(key) FROM users)",
        "SELECT count(*) FROM orders",
        "SELECT o.id FROM orders o JOIN users u ON u.key = o.user_id",
        "INSERT INTO orders (id) VALUES ($1)",
        "this is no statement"
      })
  void nothingIsAdvised(String sql) {
    assertThat(advice(sql, orders(), users())).isEmpty();
  }

  @Test
  void anIndexThatIsThereIsNotAdvisedAgain() {
    String sql = "SELECT id FROM orders WHERE user_id = $1 AND customer_reference = $2";
    assertThat(advice(sql, orders(new Index("a", List.of("customer_reference"), true)))).isEmpty();
    assertThat(advice(sql, orders(new Index("a", List.of("user_id", "placed_at"), true))))
        .isEmpty();
    // One that is invalid, partial, or leads by something else finds none of the rows.
    assertThat(advice(sql, orders(new Index("a", List.of("user_id"), false)))).hasSize(1);
    assertThat(advice(sql, orders(new Index("a", List.of("placed_at", "user_id"), true))))
        .hasSize(1);
  }

  /// A plan that reads the table as a whole in spite of an index for one of the columns.
  @Test
  void aPlanShowsThatAnIndexIsNotEnough() {
    TableFacts table = orders(new Index("a", List.of("user_id"), true));
    String both = "SELECT id FROM orders WHERE user_id = $1 AND customer_reference = $2";
    assertThat(IndexAdvisor.of(both, List.of(table), Set.of(ORDERS)))
        .singleElement()
        .satisfies(a -> assertThat(a.columns()).containsExactly("user_id", "customer_reference"));
    // The one column has its index: the planner does not want it.
    String one = "SELECT id FROM orders WHERE user_id = $1";
    assertThat(IndexAdvisor.of(one, List.of(table), Set.of(ORDERS))).isEmpty();
    String join = "SELECT u.email FROM users u JOIN orders o ON o.user_id = u.key WHERE u.key = $1";
    assertThat(IndexAdvisor.of(join, List.of(orders(), users()), Set.of(ORDERS)))
        .singleElement()
        .satisfies(a -> assertThat(a.columns()).containsExactly("user_id"));
  }

  @Test
  void namesAreQuotedAndASmallTableIsLeftAlone() {
    TableFacts odd =
        new TableFacts(
            QualifiedName.of("Sales", "order"),
            OptionalLong.of(IndexAdvisor.FEWEST_ROWS),
            0,
            false,
            List.of(new Column("a\"); DROP TABLE x; --", true)),
            List.of());
    String sql = "SELECT 1 FROM \"Sales\".\"order\" WHERE \"a\"\"); DROP TABLE x; --\" = $1";
    assertThat(advice(sql, odd))
        .containsExactly(
            "CREATE INDEX CONCURRENTLY ON \"Sales\".\"order\" (\"a\"\"); DROP TABLE x; --\");");
    TableFacts small =
        new TableFacts(
            odd.name(),
            OptionalLong.of(IndexAdvisor.FEWEST_ROWS - 1),
            1L << 30,
            false,
            odd.columns(),
            List.of());
    assertThat(advice(sql, small)).isEmpty();
  }
}

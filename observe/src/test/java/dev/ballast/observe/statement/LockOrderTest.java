package dev.ballast.observe.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockOrderTest {
  private static final String TRANSFER =
      "UPDATE shop.accounts SET balance = balance + $1 WHERE id = $2";

  @Test
  void rowsOfOneTableAreLockedInTheOrderOfTheirKey() {
    assertThat(LockOrder.of(List.of(TRANSFER, TRANSFER)))
        .isEqualTo(
            new LockOrder.Derived(
                "Lock all rows of shop.accounts that the transaction changes by one statement, in"
                    + " the order of id",
                "SELECT id FROM shop.accounts WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE;"));
  }

  /// A row that is deleted must not be referenced meanwhile.
  @Test
  void aKeyOfTwoColumnsAndADelete() {
    LockOrder order =
        LockOrder.of(
            List.of(
                "DELETE FROM items WHERE line = $1 AND \"Order\" = $2",
                "UPDATE items SET n = $1 WHERE \"Order\" = $2 AND line = $3"));
    assertThat(order)
        .isEqualTo(
            new LockOrder.Derived(
                "Lock all rows of items that the transaction changes by one statement, in the order"
                    + " of \"Order\", line",
                "SELECT \"Order\", line FROM items WHERE (\"Order\", line) IN (($1, $2), ($3, $4))"
                    + " ORDER BY \"Order\", line FOR UPDATE;"));
  }

  @Test
  void rowsOfSeveralTablesAreLockedInOneOrderOfTheTables() {
    String stock = "UPDATE stock SET n = n - $1 WHERE id = $2";
    String orders = "SELECT id FROM orders WHERE id = $1 FOR UPDATE";
    LockOrder.Derived one = (LockOrder.Derived) LockOrder.of(List.of(stock, orders));
    assertThat(one.what())
        .isEqualTo("Let every transaction lock rows of orders before stock in this order");
    assertThat(one.statements()).isEqualTo(orders + ";\n" + stock + ";");
    assertThat(LockOrder.of(List.of(orders, stock))).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO accounts (id) VALUES ($1)",
        "SELECT transfer($1)",
        "SELECT id FROM accounts WHERE id = $1",
        "SELECT a.id FROM accounts a, users u FOR UPDATE",
        "COMMIT",
        "no statement",
        // By another condition than the other one.
        "UPDATE shop.accounts SET frozen = $1 WHERE owner = $2",
        "UPDATE shop.accounts SET balance = $1 WHERE id > $2"
      })
  void noOrderIsInvented(String other) {
    assertThat(LockOrder.of(List.of(TRANSFER, other))).isInstanceOf(LockOrder.Unknown.class);
  }

  @Test
  void oneStatementIsNotEnough() {
    assertThat(LockOrder.of(List.of(TRANSFER))).isInstanceOf(LockOrder.Unknown.class);
  }
}

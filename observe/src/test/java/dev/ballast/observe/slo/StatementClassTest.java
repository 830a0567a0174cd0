package dev.ballast.observe.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.StatementText.Form;
import org.junit.jupiter.api.Test;

class StatementClassTest {
  private static StatementClass of(String text) {
    return StatementClass.of(new StatementText(Form.WITHOUT_LITERALS, text));
  }

  @Test
  void aQueryOfTablesReads() {
    assertThat(of("SELECT * FROM orders WHERE id = $1")).isEqualTo(StatementClass.READ);
    assertThat(of("SELECT (SELECT max(id) FROM shop.orders)")).isEqualTo(StatementClass.READ);
    assertThat(of("WITH o AS (SELECT id FROM orders) SELECT * FROM o"))
        .isEqualTo(StatementClass.READ);
    assertThat(of("SELECT id FROM orders UNION SELECT id FROM pg_class"))
        .isEqualTo(StatementClass.READ);
  }

  @Test
  void whatChangesOrLocksRowsWrites() {
    assertThat(of("INSERT INTO orders VALUES ($1)")).isEqualTo(StatementClass.WRITE);
    assertThat(of("UPDATE orders SET total = $1 WHERE id = $2")).isEqualTo(StatementClass.WRITE);
    assertThat(of("DELETE FROM orders WHERE id = $1")).isEqualTo(StatementClass.WRITE);
    assertThat(of("SELECT * FROM orders WHERE id = $1 FOR UPDATE")).isEqualTo(StatementClass.WRITE);
    assertThat(of("WITH gone AS (DELETE FROM orders RETURNING id) SELECT * FROM gone"))
        .isEqualTo(StatementClass.WRITE);
    assertThat(
            of(
                "MERGE INTO orders o USING news n ON o.id = n.id WHEN MATCHED THEN"
                    + " UPDATE SET total = n.total"))
        .isEqualTo(StatementClass.WRITE);
  }

  /// What monitoring, Ballast's own above all, runs is no work of clients.
  @Test
  void whatNoTableOfAClientIsReadByIsNeither() {
    assertThat(of("SELECT $1")).isEqualTo(StatementClass.OTHER);
    assertThat(of("SELECT * FROM pg_stat_activity")).isEqualTo(StatementClass.OTHER);
    assertThat(of("SELECT * FROM pg_catalog.pg_class")).isEqualTo(StatementClass.OTHER);
    assertThat(of("SELECT pg_catalog.now()")).isEqualTo(StatementClass.OTHER);
    assertThat(of("VACUUM orders")).isEqualTo(StatementClass.OTHER);
    assertThat(of("COMMIT")).isEqualTo(StatementClass.OTHER);
    assertThat(of("COPY orders TO STDOUT")).isEqualTo(StatementClass.OTHER);
    assertThat(StatementClass.of(new StatementText(Form.CUT, "SELECT")))
        .isEqualTo(StatementClass.OTHER);
  }
}

package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.KnownSchema;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataEffectsTest {
  private static final KnownSchema SHOP =
      Statements.schema(
          "CREATE TABLE shops (id bigint PRIMARY KEY, name text)",
          "CREATE TABLE sales (id bigint, shop_id bigint REFERENCES shops ON DELETE CASCADE)",
          "CREATE TABLE logs (day date NOT NULL, line text) PARTITION BY RANGE (day)",
          "CREATE TABLE logs_1 PARTITION OF logs DEFAULT",
          "CREATE VIEW open_shops AS SELECT id FROM shops",
          "CREATE SEQUENCE tickets");

  /// `?` marks what is possible, `:scan` what is read in full.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 FROM shops | shops ACCESS_SHARE, shops_pkey ACCESS_SHARE, shops:scan?",
        "SELECT 1 FROM shops FOR UPDATE | shops ROW_SHARE, shops_pkey ROW_SHARE, shops:scan?",
        "SELECT 1 FROM shops s, sales t FOR UPDATE OF t"
            + " | sales ROW_SHARE, sales:scan?, shops ACCESS_SHARE, shops_pkey ACCESS_SHARE,"
            + " shops:scan?",
        "SELECT 1 FROM open_shops"
            + " | open_shops ACCESS_SHARE, shops ACCESS_SHARE, shops_pkey ACCESS_SHARE,"
            + " shops:scan?",
        "SELECT 1 FROM logs | logs ACCESS_SHARE, logs_1 ACCESS_SHARE, logs_1:scan?",
        "SELECT 1 FROM ONLY logs | logs ACCESS_SHARE",
        "SELECT 1 FROM logs WHERE day = '2026-01-01'"
            + " | logs ACCESS_SHARE, logs_1 ACCESS_SHARE?, logs_1:scan?",
        "WITH s AS (SELECT 1 FROM sales) SELECT 1 FROM s | sales ACCESS_SHARE, sales:scan?",
        "SELECT (SELECT count(*) FROM sales) | sales ACCESS_SHARE, sales:scan?",
        "INSERT INTO logs VALUES ('2026-01-01') | logs ROW_EXCLUSIVE, logs_1 ROW_EXCLUSIVE?",
        "INSERT INTO sales VALUES (1, 1)"
            + " | sales ROW_EXCLUSIVE, shops ROW_SHARE?, shops_pkey ROW_SHARE?, shops:scan?",
        "UPDATE sales SET id = 1 | sales ROW_EXCLUSIVE, sales:scan",
        "UPDATE sales SET id = 1 WHERE id = 2 | sales ROW_EXCLUSIVE, sales:scan?",
        "UPDATE shops SET name = 'a'"
            + " | shops ROW_EXCLUSIVE, shops_pkey ROW_EXCLUSIVE, shops:scan",
        "UPDATE shops SET id = 1"
            + " | sales ROW_SHARE?, sales:scan?, shops ROW_EXCLUSIVE, shops_pkey ROW_EXCLUSIVE,"
            + " shops:scan",
        "DELETE FROM shops WHERE id = 1"
            + " | sales ROW_EXCLUSIVE?, sales:scan?, shops ROW_EXCLUSIVE,"
            + " shops_pkey ROW_EXCLUSIVE, shops:scan?",
        "DELETE FROM open_shops"
            + " | open_shops ROW_EXCLUSIVE, sales ROW_EXCLUSIVE?, sales:scan?,"
            + " shops ROW_EXCLUSIVE?, shops_pkey ROW_EXCLUSIVE?, shops:scan?",
        "UPDATE open_shops SET id = 3"
            + " | open_shops ROW_EXCLUSIVE, sales ROW_SHARE?, sales:scan?,"
            + " shops ROW_EXCLUSIVE?, shops_pkey ROW_EXCLUSIVE?, shops:scan?",
        "DELETE FROM logs | logs ROW_EXCLUSIVE, logs_1 ROW_EXCLUSIVE, logs_1:scan",
        "COPY sales TO STDOUT | sales ACCESS_SHARE, sales:scan",
        "COPY logs FROM STDIN | logs ROW_EXCLUSIVE, logs_1 ROW_EXCLUSIVE?",
        "EXPLAIN DELETE FROM sales | sales ROW_EXCLUSIVE",
        "EXPLAIN (ANALYZE) DELETE FROM sales | sales ROW_EXCLUSIVE, sales:scan",
        "PREPARE p AS SELECT 1 FROM logs | logs ACCESS_SHARE",
        "SELECT setval('public.tickets', 5) | tickets ROW_EXCLUSIVE",
        "SELECT nextval('tickets') FROM sales"
            + " | sales ACCESS_SHARE, sales:scan?, tickets ROW_EXCLUSIVE?",
        "ALTER SEQUENCE tickets RESTART | tickets SHARE_ROW_EXCLUSIVE",
        "ALTER SEQUENCE tickets OWNED BY shops.id"
            + " | shops ACCESS_SHARE, tickets SHARE_ROW_EXCLUSIVE"
      })
  void rowsAreReadAndWrittenUnderTheseLocks(String sql, String expected) {
    Effects effects = Statements.effects(SHOP, 18, sql);

    assertThat(Told.of(effects)).isEqualTo(Told.sorted(Arrays.asList(expected.split(", "))));
    assertThat(effects.unknown()).isEmpty();
  }

  @Test
  void whatATriggerDoesIsSaidToBeUnknown() {
    KnownSchema withTrigger =
        Statements.schema(
            "CREATE TABLE sales (id bigint)",
            "CREATE TRIGGER audit AFTER INSERT ON sales FOR EACH ROW EXECUTE FUNCTION audit()");

    assertThat(Statements.effects(withTrigger, 18, "INSERT INTO sales VALUES (1)").unknown())
        .containsExactly("what the triggers of sales do is not followed: audit");
  }
}

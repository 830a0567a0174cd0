package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.KnownSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [MaintenanceEffects] and [TriggerEffects].
class CareEffectsTest {
  private static final KnownSchema SHOP =
      Statements.schema(
          "CREATE TABLE shops (id bigint PRIMARY KEY)",
          "CREATE TABLE sales (id bigint PRIMARY KEY, shop bigint REFERENCES shops)",
          "CREATE TABLE lines (sale bigint REFERENCES sales)",
          "CREATE TABLE counters (id serial)",
          "CREATE TABLE logs (day date) PARTITION BY RANGE (day)",
          "CREATE TABLE logs_1 PARTITION OF logs DEFAULT",
          "CREATE VIEW big_sales AS SELECT id FROM sales",
          "CREATE VIEW bigger_sales AS SELECT id FROM big_sales",
          "CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM bigger_sales",
          "CREATE UNIQUE INDEX totals_n_key ON totals (n)");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VACUUM sales | sales SHARE_UPDATE_EXCLUSIVE",
        "VACUUM logs | logs SHARE_UPDATE_EXCLUSIVE, logs_1 SHARE_UPDATE_EXCLUSIVE",
        "VACUUM FULL sales | sales ACCESS_EXCLUSIVE, sales:rewrite, sales_pkey:index_build",
        "CLUSTER sales USING sales_pkey |"
            + " sales ACCESS_EXCLUSIVE, sales:rewrite, sales_pkey ACCESS_EXCLUSIVE,"
            + " sales_pkey:index_build",
        "ANALYZE sales | sales SHARE_UPDATE_EXCLUSIVE",
        "TRUNCATE lines | lines ACCESS_EXCLUSIVE, lines:emptied",
        "TRUNCATE shops CASCADE |"
            + " lines ACCESS_EXCLUSIVE, lines:emptied, sales ACCESS_EXCLUSIVE, sales:emptied,"
            + " shops ACCESS_EXCLUSIVE, shops:emptied",
        "TRUNCATE logs | logs ACCESS_EXCLUSIVE, logs_1 ACCESS_EXCLUSIVE, logs_1:emptied",
        "TRUNCATE counters RESTART IDENTITY |"
            + " counters ACCESS_EXCLUSIVE, counters:emptied, counters_id_seq ACCESS_EXCLUSIVE",
        "LOCK TABLE sales | sales ACCESS_EXCLUSIVE",
        "LOCK TABLE bigger_sales IN SHARE MODE |"
            + " big_sales SHARE, bigger_sales SHARE, sales SHARE",
        "LOCK TABLE logs IN EXCLUSIVE MODE | logs EXCLUSIVE, logs_1 EXCLUSIVE",
        "REFRESH MATERIALIZED VIEW totals |"
            + " big_sales ACCESS_SHARE, bigger_sales ACCESS_SHARE, sales ACCESS_SHARE,"
            + " sales:scan?, totals ACCESS_EXCLUSIVE, totals:rewrite,"
            + " totals_n_key ACCESS_EXCLUSIVE, totals_n_key:index_build",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY totals |"
            + " big_sales ACCESS_SHARE, bigger_sales ACCESS_SHARE, sales ACCESS_SHARE,"
            + " sales:scan?, totals EXCLUSIVE, totals:scan?",
        "REFRESH MATERIALIZED VIEW totals WITH NO DATA |"
            + " totals ACCESS_EXCLUSIVE, totals:emptied, totals_n_key ACCESS_EXCLUSIVE,"
            + " totals_n_key:index_build",
        "COMMENT ON TABLE sales IS 'x' | sales SHARE_UPDATE_EXCLUSIVE",
        "COMMENT ON COLUMN sales.shop IS 'x' | sales SHARE_UPDATE_EXCLUSIVE",
        "COMMENT ON CONSTRAINT sales_pkey ON sales IS 'x' | sales ACCESS_SHARE",
        "CREATE TRIGGER t BEFORE UPDATE ON sales FOR EACH ROW EXECUTE FUNCTION f() |"
            + " sales SHARE_ROW_EXCLUSIVE",
        "CREATE TRIGGER t AFTER INSERT ON logs FOR EACH ROW EXECUTE FUNCTION f() |"
            + " logs SHARE_ROW_EXCLUSIVE, logs_1 SHARE_ROW_EXCLUSIVE",
        "CREATE TRIGGER t AFTER INSERT ON logs EXECUTE FUNCTION f() | logs SHARE_ROW_EXCLUSIVE",
        "ALTER TABLE logs DISABLE TRIGGER t |"
            + " logs SHARE_ROW_EXCLUSIVE, logs_1 SHARE_ROW_EXCLUSIVE?",
        "CREATE POLICY p ON sales USING (shop IN (SELECT id FROM shops)) |"
            + " sales ACCESS_EXCLUSIVE, shops ACCESS_SHARE",
        "CREATE RULE r AS ON INSERT TO sales DO ALSO INSERT INTO lines VALUES (NEW.id) |"
            + " lines ROW_EXCLUSIVE, sales ACCESS_EXCLUSIVE"
      })
  void eachStatementLocksReadsAndWrites(String sql, String told) {
    assertThat(Told.of(effects(sql))).isEqualTo(Told.sorted(List.of(told.split(", "))));
  }

  @Test
  void whatNamesNoTableSaysThatItTakesAllOfThem() {
    for (String sql : List.of("VACUUM", "ANALYZE", "CLUSTER")) {
      assertThat(effects(sql).unknown()).as(sql).hasSize(1);
    }
  }

  @Test
  void aCascadeFromATableNobodyDescribedMayReachFurther() {
    assertThat(effects("TRUNCATE unseen CASCADE").unknown())
        .containsExactly("which tables have a foreign key to unseen is not known for sure");
  }

  private static Effects effects(String sql) {
    return Statements.effects(SHOP, 18, sql);
  }
}

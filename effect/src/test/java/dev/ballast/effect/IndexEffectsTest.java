package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.KnownSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexEffectsTest {
  private static final KnownSchema SHOP =
      Statements.schema(
          "CREATE TABLE sales (id bigint PRIMARY KEY, note text, paid date)",
          "CREATE INDEX sales_note_idx ON sales (note)",
          "CREATE TABLE bare (a integer)",
          "CREATE TABLE logs (day date) PARTITION BY RANGE (day)",
          "CREATE TABLE logs_1 PARTITION OF logs"
              + " FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
          "CREATE TABLE logs_2 PARTITION OF logs DEFAULT");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE INDEX s ON sales (paid) | s:index_build, sales SHARE, sales:scan",
        "CREATE INDEX ON sales (lower(note), paid) |"
            + " sales SHARE, sales:scan, sales_lower_paid_idx:index_build",
        "CREATE INDEX CONCURRENTLY s ON sales (paid) |"
            + " s:index_build, sales SHARE_UPDATE_EXCLUSIVE, sales:scan",
        "CREATE INDEX IF NOT EXISTS s ON sales (paid) |"
            + " s:index_build?, sales SHARE, sales:scan?",
        "CREATE INDEX IF NOT EXISTS sales_note_idx ON sales (paid) | sales SHARE",
        "CREATE INDEX l ON logs (day) |"
            + " logs SHARE, logs_1 SHARE, logs_1:scan, logs_2 SHARE, logs_2:scan",
        "CREATE INDEX l ON ONLY logs (day) | logs SHARE",
        "REINDEX INDEX sales_note_idx |"
            + " sales SHARE, sales:scan, sales_note_idx ACCESS_EXCLUSIVE,"
            + " sales_note_idx:index_build",
        "REINDEX INDEX CONCURRENTLY sales_note_idx |"
            + " sales SHARE_UPDATE_EXCLUSIVE, sales:scan,"
            + " sales_note_idx SHARE_UPDATE_EXCLUSIVE, sales_note_idx:index_build",
        "REINDEX TABLE sales |"
            + " sales SHARE, sales:scan, sales_note_idx ACCESS_EXCLUSIVE,"
            + " sales_note_idx:index_build, sales_pkey ACCESS_EXCLUSIVE, sales_pkey:index_build",
        "REINDEX TABLE bare | bare SHARE, bare:scan?",
        "CREATE STATISTICS s ON id, paid FROM sales | sales SHARE_UPDATE_EXCLUSIVE",
        "ALTER INDEX sales_note_idx SET (fillfactor = 70) |"
            + " sales_note_idx SHARE_UPDATE_EXCLUSIVE",
        "ALTER INDEX sales_note_idx SET TABLESPACE fast |"
            + " sales_note_idx ACCESS_EXCLUSIVE, sales_note_idx:rewrite?"
      })
  void eachStatementLocksReadsAndBuilds(String sql, String told) {
    assertThat(Told.of(effects(sql))).isEqualTo(Told.sorted(List.of(told.split(", "))));
  }

  @Test
  void onlyWhatRunsConcurrentlyWaitsForOlderTransactions() {
    assertThat(effects("CREATE INDEX CONCURRENTLY ON sales (paid)").waitsForOlderTransactions())
        .isTrue();
    assertThat(effects("REINDEX TABLE CONCURRENTLY sales").waitsForOlderTransactions()).isTrue();
    assertThat(effects("CREATE INDEX ON sales (paid)").waitsForOlderTransactions()).isFalse();
  }

  @Test
  void whatTheServerRefusesHasNoEffect() {
    assertThat(effects("CREATE INDEX CONCURRENTLY ON logs (day)")).isEqualTo(Effects.NONE);
  }

  @Test
  void anAttachedIndexIsLockedAndItsTableOnlyLookedAt() {
    KnownSchema schema =
        Statements.after(
            SHOP,
            "CREATE INDEX all_days ON ONLY logs (day)",
            "CREATE INDEX few_days ON logs_1 (day)");

    assertThat(
            Told.of(
                Statements.effects(schema, 18, "ALTER INDEX all_days ATTACH PARTITION few_days")))
        .containsExactly(
            "all_days SHARE_UPDATE_EXCLUSIVE",
            "few_days ACCESS_EXCLUSIVE",
            "logs ACCESS_SHARE",
            "logs_1 ACCESS_SHARE");
  }

  @Test
  void anIndexOfAnUnknownTableAndAWholeDatabaseAreSaidToBeUnknown() {
    assertThat(effects("REINDEX INDEX unseen").unknown())
        .containsExactly("which table the index unseen belongs to is not known");
    assertThat(effects("REINDEX DATABASE shop").unknown()).hasSize(1);
  }

  private static Effects effects(String sql) {
    return Statements.effects(SHOP, 18, sql);
  }
}

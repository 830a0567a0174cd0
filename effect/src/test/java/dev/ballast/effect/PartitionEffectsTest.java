package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionEffectsTest {
  private static final String FOR_2026 = "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')";
  private static final KnownSchema LOGS =
      Statements.schema(
          "CREATE TABLE senders (id bigint PRIMARY KEY)",
          "CREATE TABLE days (day date) PARTITION BY RANGE (day)",
          "CREATE TABLE days_2025 PARTITION OF days"
              + " FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
          "CREATE TABLE logs (day date, sender bigint REFERENCES senders)"
              + " PARTITION BY RANGE (day)",
          "CREATE TABLE logs_2025 PARTITION OF logs"
              + " FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
          "CREATE TABLE logs_rest PARTITION OF logs DEFAULT",
          "CREATE TABLE spare (day date)");

  @Test
  void attachReadsTheNewPartitionAndLeavesItsParentInUse() {
    assertThat(Told.of(effects("ALTER TABLE days ATTACH PARTITION spare " + FOR_2026)))
        .containsExactly("days SHARE_UPDATE_EXCLUSIVE", "spare ACCESS_EXCLUSIVE", "spare:scan");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "day IS NOT NULL AND day >= '2026-01-01' AND day < '2027-01-01' | no",
        "day >= DATE '2026-01-01' AND (day IS NOT NULL AND day < DATE '2027-01-01') | no",
        "day >= '2026-01-01' AND day < '2027-01-01' | maybe",
        "day IS NOT NULL AND day >= '2026-01-01' | maybe",
        "day IS NOT NULL AND day >= '2026-01-01' AND day <= '2027-01-01' | maybe",
        "day IS NOT NULL AND day BETWEEN '2026-01-01' AND '2026-12-31' | maybe"
      })
  void aCheckThatSaysTheBoundsSavesTheReading(String check, String read) {
    KnownSchema schema =
        Statements.after(LOGS, "ALTER TABLE spare ADD CONSTRAINT bounds CHECK (" + check + ")");
    Effects effects =
        Statements.effects(schema, 17, "ALTER TABLE days ATTACH PARTITION spare " + FOR_2026);

    assertThat(Told.of(effects))
        .contains("spare ACCESS_EXCLUSIVE")
        .doesNotContain("spare:scan")
        .filteredOn("spare:scan?"::equals)
        .hasSize(read.equals("maybe") ? 1 : 0);
  }

  @Test
  void aCheckThatWasNotValidatedSavesNothing() {
    KnownSchema schema =
        Statements.after(
            LOGS,
            "ALTER TABLE spare ADD CONSTRAINT bounds CHECK (day IS NOT NULL AND day >= '2026-01-01'"
                + " AND day < '2027-01-01') NOT VALID");

    assertThat(
            Told.of(
                Statements.effects(
                    schema, 14, "ALTER TABLE days ATTACH PARTITION spare " + FOR_2026)))
        .contains("spare:scan");
  }

  @Test
  void aListIsProvenByACheckOnItsValuesOrFewer() {
    KnownSchema schema =
        Statements.schema(
            "CREATE TABLE regions (code text) PARTITION BY LIST (code)",
            "CREATE TABLE north (code text NOT NULL CHECK (code IN ('NO', 'SE')))",
            "CREATE TABLE one (code text NOT NULL CHECK (code = 'NO'))");
    String values = " FOR VALUES IN ('SE', 'NO', 'DK')";

    assertThat(
            Told.of(
                Statements.effects(
                    schema, 18, "ALTER TABLE regions ATTACH PARTITION north" + values)))
        .containsExactly("north ACCESS_EXCLUSIVE", "regions SHARE_UPDATE_EXCLUSIVE");
    assertThat(
            Told.of(
                Statements.effects(
                    schema, 18, "ALTER TABLE regions ATTACH PARTITION one" + values)))
        .doesNotContain("one:scan", "one:scan?");
    assertThat(
            Told.of(
                Statements.effects(
                    schema, 18, "ALTER TABLE regions ATTACH PARTITION north FOR VALUES IN ('NO')")))
        .contains("north:scan?");
  }

  @Test
  void aTableNobodyDescribedMayBeReadAndMayLackAnIndex() {
    KnownSchema schema = Statements.after(LOGS, "CREATE INDEX days_day ON days (day)");

    assertThat(
            Told.of(
                Statements.effects(
                    schema, 16, "ALTER TABLE days ATTACH PARTITION unseen " + FOR_2026)))
        .contains("unseen:scan?", "unseen_day_idx:index_build?");
  }

  @Test
  void anIndexThatOnlyTheParentHasIsBuilt() {
    KnownSchema schema = Statements.after(LOGS, "CREATE INDEX days_day ON days (day)");
    String attach = "ALTER TABLE days ATTACH PARTITION spare " + FOR_2026;

    assertThat(Told.of(Statements.effects(schema, 16, attach)))
        .contains("spare:scan", "spare_day_idx:index_build");

    KnownSchema indexed = Statements.after(schema, "CREATE INDEX spare_day ON spare (day)");
    assertThat(Statements.effects(indexed, 16, attach).work(WorkEffect.Kind.INDEX_BUILD)).isEmpty();
  }

  @Test
  void theDefaultPartitionIsLockedAndReadAndTheParentsKeyLocksWhatItPointsAt() {
    assertThat(Told.of(effects("CREATE TABLE logs_2026 PARTITION OF logs " + FOR_2026)))
        .containsExactly(
            "logs ACCESS_EXCLUSIVE",
            "logs_2026 ACCESS_EXCLUSIVE",
            "logs_rest ACCESS_EXCLUSIVE",
            "logs_rest:scan",
            "senders SHARE_ROW_EXCLUSIVE");
  }

  @Test
  void aCheckThatRulesTheRowsOutSavesReadingTheDefaultPartition() {
    KnownSchema schema =
        Statements.after(
            LOGS, "ALTER TABLE logs_rest ADD CHECK (day < '2026-01-01' OR day >= '2027-01-01')");

    assertThat(
            Told.of(
                Statements.effects(
                    schema, 15, "ALTER TABLE logs ATTACH PARTITION spare " + FOR_2026)))
        .contains("logs_rest ACCESS_EXCLUSIVE", "spare:scan")
        .doesNotContain("logs_rest:scan", "logs_rest:scan?");
  }

  @Test
  void theDefaultPartitionItselfAndOneWithoutADefaultBesideItReadNothing() {
    assertThat(effects("CREATE TABLE days_rest PARTITION OF days DEFAULT").work()).isEmpty();
    assertThat(effects("CREATE TABLE days_2026 PARTITION OF days " + FOR_2026).work()).isEmpty();
  }

  @Test
  void aParentNobodyDescribedMayHaveADefaultPartition() {
    assertThat(effects("CREATE TABLE u_1 PARTITION OF unseen " + FOR_2026).unknown())
        .containsExactly("whether unseen has a DEFAULT partition is not known");
  }

  @Test
  void detachStopsTheParentAndConcurrentlyWaitsInstead() {
    assertThat(Told.of(effects("ALTER TABLE logs DETACH PARTITION logs_2025")))
        .containsExactly(
            "logs ACCESS_EXCLUSIVE",
            "logs_2025 ACCESS_EXCLUSIVE",
            "logs_rest ACCESS_EXCLUSIVE",
            "senders SHARE_ROW_EXCLUSIVE");

    Effects concurrently = effects("ALTER TABLE days DETACH PARTITION days_2025 CONCURRENTLY");
    assertThat(Told.of(concurrently))
        .containsExactly("days SHARE_UPDATE_EXCLUSIVE", "days_2025 ACCESS_EXCLUSIVE?");
    assertThat(concurrently.waitsForOlderTransactions()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"14, senders ACCESS_EXCLUSIVE", "18, days_2025 ACCESS_EXCLUSIVE"})
  void aKeyToAPartitionedTableHasTriggersOnItsPartitions(int major, String other) {
    KnownSchema schema =
        Statements.after(
            LOGS,
            "CREATE TABLE notes (day date REFERENCES days, sender bigint REFERENCES senders)");

    assertThat(Told.of(Statements.effects(schema, major, "DROP TABLE notes")))
        .contains(other, "days_2025 ACCESS_EXCLUSIVE")
        .filteredOn("days ACCESS_EXCLUSIVE"::equals)
        .hasSize(major >= 15 ? 1 : 0);
  }

  /// `set_attnotnull` in `src/backend/commands/tablecmds.c` of 18: only a column that was not NOT
  /// NULL yet is looked for nulls, of each table by itself.
  @Test
  void aPartitionWhoseColumnIsNotNullAlreadyIsNotRead() {
    KnownSchema schema =
        Statements.schema(
            "CREATE TABLE parts (day date, kind text) PARTITION BY RANGE (day)",
            "CREATE TABLE parts_old PARTITION OF parts DEFAULT",
            "CREATE TABLE parts_new PARTITION OF parts " + FOR_2026,
            "ALTER TABLE parts_new ALTER kind SET NOT NULL");

    assertThat(
            Statements.effects(schema, 18, "ALTER TABLE parts ALTER kind SET NOT NULL")
                .work(WorkEffect.Kind.SCAN))
        .extracting(work -> work.relation().name().name())
        .containsExactly("parts_old");
  }

  @Test
  void whatTheServerRefusesHasNoEffect() {
    assertThat(effects("ALTER TABLE logs DETACH PARTITION logs_2025 CONCURRENTLY"))
        .isEqualTo(Effects.NONE);
  }

  @Test
  void inheritanceLocksTheChildAndNoLongerItsParent() {
    assertThat(Told.of(effects("ALTER TABLE spare INHERIT senders")))
        .containsExactly("senders SHARE_UPDATE_EXCLUSIVE", "spare ACCESS_EXCLUSIVE");
    assertThat(Told.of(effects("ALTER TABLE spare NO INHERIT senders")))
        .containsExactly("senders ACCESS_SHARE", "spare ACCESS_EXCLUSIVE");
  }

  private static Effects effects(String sql) {
    return Statements.effects(LOGS, 18, sql);
  }
}

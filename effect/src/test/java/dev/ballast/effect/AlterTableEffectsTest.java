package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlterTableEffectsTest {
  private static final KnownSchema SHOP =
      Statements.schema(
          "CREATE TABLE shops (id bigint PRIMARY KEY, name text)",
          "CREATE TABLE sales (id bigint PRIMARY KEY, shop_id bigint REFERENCES shops,"
              + " note varchar(10) CHECK (note <> ''), paid timestamp)",
          "CREATE INDEX sales_note_idx ON sales (note) WHERE note IS NOT NULL",
          "CREATE TABLE logs (day date NOT NULL, line text) PARTITION BY RANGE (day)",
          "CREATE TABLE logs_1 PARTITION OF logs DEFAULT",
          "CREATE UNLOGGED TABLE scratch (id bigint)");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER COLUMN note SET STATISTICS 5 | SHARE_UPDATE_EXCLUSIVE",
        "ALTER COLUMN note SET (n_distinct = 5) | SHARE_UPDATE_EXCLUSIVE",
        "SET (fillfactor = 70) | SHARE_UPDATE_EXCLUSIVE",
        "SET (user_catalog_table = true) | ACCESS_EXCLUSIVE",
        "CLUSTER ON sales_pkey | SHARE_UPDATE_EXCLUSIVE",
        "VALIDATE CONSTRAINT sales_note_check | SHARE_UPDATE_EXCLUSIVE",
        "ALTER COLUMN note SET STORAGE plain | ACCESS_EXCLUSIVE",
        "ALTER COLUMN note SET DEFAULT 'a' | ACCESS_EXCLUSIVE",
        "ADD CHECK (id > 0) NOT VALID | ACCESS_EXCLUSIVE",
        "ADD FOREIGN KEY (id) REFERENCES shops NOT VALID | SHARE_ROW_EXCLUSIVE",
        "OWNER TO somebody | ACCESS_EXCLUSIVE",
        "ENABLE ROW LEVEL SECURITY | ACCESS_EXCLUSIVE"
      })
  void eachActionHasItsLockAndNoneOfTheseReadsARow(String action, LockMode mode) {
    Effects effects = Statements.effects(SHOP, 18, "ALTER TABLE sales " + action);

    assertThat(effects.lockOn(QualifiedName.of("sales")).orElseThrow().mode()).isEqualTo(mode);
    assertThat(effects.work()).isEmpty();
  }

  @Test
  void theStrongestLockOfSeveralActionsStays() {
    Effects effects =
        Statements.effects(
            SHOP,
            16,
            "ALTER TABLE sales ADD FOREIGN KEY (id) REFERENCES shops NOT VALID, ADD COLUMN a int");

    assertThat(locks(effects))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("sales", LockMode.ACCESS_EXCLUSIVE, "shops", LockMode.SHARE_ROW_EXCLUSIVE));
  }

  @Test
  void aPartitionedParentLocksItsPartitionsAndHasNoRowsOfItsOwn() {
    Effects effects = Statements.effects(SHOP, 18, "ALTER TABLE logs ADD CHECK (line <> '')");

    assertThat(locks(effects))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("logs", LockMode.ACCESS_EXCLUSIVE, "logs_1", LockMode.ACCESS_EXCLUSIVE));
    assertThat(effects.does(WorkEffect.Kind.SCAN, QualifiedName.of("logs"))).isFalse();
    assertThat(effects.does(WorkEffect.Kind.SCAN, QualifiedName.of("logs_1"))).isTrue();
  }

  @Test
  void onlyLeavesWhatIsBelowAlone() {
    Effects effects =
        Statements.effects(SHOP, 18, "ALTER TABLE ONLY logs ALTER COLUMN line SET DEFAULT ''");

    assertThat(locks(effects)).containsOnlyKeys("logs");
  }

  @Test
  void aKeyLocksPartitionsAsStronglyAsTheirParentOnlyFrom18On() {
    String sql = "ALTER TABLE logs ADD UNIQUE (day)";

    assertThat(locks(Statements.effects(SHOP, 17, sql))).containsEntry("logs_1", LockMode.SHARE);
    assertThat(locks(Statements.effects(SHOP, 18, sql)))
        .containsEntry("logs_1", LockMode.ACCESS_EXCLUSIVE);
  }

  @Test
  void droppingAForeignKeyLocksTheTableItPointsAt() {
    Map<String, LockMode> both =
        Map.of("sales", LockMode.ACCESS_EXCLUSIVE, "shops", LockMode.ACCESS_EXCLUSIVE);

    assertThat(locks(effects("ALTER TABLE sales DROP CONSTRAINT sales_shop_id_fkey")))
        .containsExactlyInAnyOrderEntriesOf(both);
    assertThat(locks(effects("ALTER TABLE sales DROP COLUMN shop_id")))
        .containsExactlyInAnyOrderEntriesOf(both);
    assertThat(locks(effects("ALTER TABLE shops DROP CONSTRAINT shops_pkey CASCADE")))
        .containsExactlyInAnyOrderEntriesOf(both);
    assertThat(locks(effects("ALTER TABLE shops DROP CONSTRAINT shops_pkey")))
        .containsOnlyKeys("shops");
  }

  @Test
  void aTypeChangeOfAReferencedKeyChecksTheOtherTableAgain() {
    Effects effects = effects("ALTER TABLE shops ALTER COLUMN id TYPE integer");

    assertThat(locks(effects)).containsEntry("sales", LockMode.ACCESS_EXCLUSIVE);
    assertThat(effects.does(WorkEffect.Kind.REWRITE, QualifiedName.of("shops"))).isTrue();
    assertThat(effects.does(WorkEffect.Kind.SCAN, QualifiedName.of("sales"))).isTrue();
    assertThat(effects.does(WorkEffect.Kind.REWRITE, QualifiedName.of("sales"))).isFalse();
  }

  @Test
  void aTypeChangeThatKeepsTheRowsTestsChecksAndBuildsPartialIndexesAgain() {
    Effects effects = effects("ALTER TABLE sales ALTER COLUMN note TYPE varchar(20)");

    assertThat(effects.work(WorkEffect.Kind.REWRITE)).isEmpty();
    assertThat(effects.does(WorkEffect.Kind.SCAN, QualifiedName.of("sales"))).isTrue();
    assertThat(effects.work(WorkEffect.Kind.INDEX_BUILD))
        .extracting(work -> work.relation().name().name())
        .containsExactly("sales_note_idx");
  }

  @Test
  void aCheckThatTheSameStatementDropsIsNotTested() {
    Effects effects =
        effects(
            "ALTER TABLE sales DROP CONSTRAINT sales_note_check, ALTER COLUMN paid TYPE"
                + " timestamp(6)");

    assertThat(effects.work()).isEmpty();
  }

  @Test
  void whatIsLoggedAlreadyIsNotWrittenAgain() {
    assertThat(effects("ALTER TABLE sales SET LOGGED").work()).isEmpty();
    assertThat(effects("ALTER TABLE scratch SET UNLOGGED").work()).isEmpty();
    assertThat(effects("ALTER TABLE scratch SET LOGGED").work(WorkEffect.Kind.REWRITE)).hasSize(1);
    assertThat(effects("ALTER TABLE other SET LOGGED").work(WorkEffect.Kind.REWRITE).getFirst())
        .extracting(work -> work.likelihood().isCertain())
        .isEqualTo(false);
  }

  @Test
  void aNewColumnsDefaultDecidesWhetherRowsAreWritten() {
    assertThat(effects("ALTER TABLE sales ADD COLUMN a int DEFAULT 5").work()).isEmpty();
    assertThat(effects("ALTER TABLE sales ADD COLUMN a timestamptz DEFAULT now()").work())
        .isEmpty();
    assertThat(rewrite("ADD COLUMN a uuid DEFAULT gen_random_uuid()")).isTrue();
    assertThat(rewrite("ADD COLUMN a float8 DEFAULT 1 + random()")).isTrue();
    assertThat(rewrite("ADD COLUMN a text DEFAULT somebodys_function()")).isFalse();
    assertThat(rewrite("ADD COLUMN a bigserial")).isTrue();
    assertThat(rewrite("ADD COLUMN a bigint GENERATED ALWAYS AS IDENTITY")).isTrue();
  }

  @Test
  void aForeignKeyOnAnAddedColumnReadsRowsOnlyWithADefault() {
    assertThat(effects("ALTER TABLE sales ADD COLUMN a bigint REFERENCES shops").work()).isEmpty();
    assertThat(
            effects("ALTER TABLE sales ADD COLUMN a bigint DEFAULT 1 REFERENCES shops")
                .does(WorkEffect.Kind.SCAN, QualifiedName.of("sales")))
        .isTrue();
  }

  private static boolean rewrite(String action) {
    return effects("ALTER TABLE sales " + action).work(WorkEffect.Kind.REWRITE).stream()
        .anyMatch(work -> work.likelihood().isCertain());
  }

  private static Effects effects(String sql) {
    return Statements.effects(SHOP, 18, sql);
  }

  private static Map<String, LockMode> locks(Effects effects) {
    Map<String, LockMode> locks = new TreeMap<>();
    effects.locks().forEach(lock -> locks.put(lock.relation().name().name(), lock.mode()));
    return locks;
  }

  /// A function in it runs for each row, and so does what it reads.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE target ADD COLUMN n bigint DEFAULT rows_of_other()",
        "ALTER TABLE target ADD CHECK (a < rows_of_other())",
        "ALTER TABLE target ALTER a TYPE bigint USING rows_of_other()",
        "CREATE INDEX ON target ((a + rows_of_other()))"
      })
  void whatAFunctionOfAnExpressionReadsIsPossible(String statement) {
    KnownSchema schema =
        Statements.schema(
            "CREATE TABLE target (a int)",
            "CREATE TABLE other (b int)",
            "CREATE FUNCTION rows_of_other() RETURNS bigint LANGUAGE sql"
                + " AS 'SELECT count(*) FROM other'");

    assertThat(Told.of(Statements.effects(schema, 18, statement))).contains("other:scan?");
  }
}

package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.KnownSchema;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made, named, dropped, and who may use it.
class DefinitionEffectsTest {
  private static final KnownSchema SHOP =
      Statements.schema(
          "CREATE TABLE shops (id bigint PRIMARY KEY)",
          "CREATE TABLE sales (id bigint GENERATED ALWAYS AS IDENTITY, shop bigint REFERENCES shops,"
              + " CONSTRAINT positive CHECK (id > 0), UNIQUE (shop))",
          "CREATE TABLE logs (day date) PARTITION BY RANGE (day)",
          "CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
          "CREATE TABLE logs_rest PARTITION OF logs DEFAULT",
          "CREATE INDEX logs_day ON logs (day)",
          "CREATE VIEW seen AS SELECT id FROM sales",
          "CREATE VIEW seen_twice AS SELECT id FROM seen",
          "CREATE TYPE address AS (town text)",
          "CREATE TYPE mood AS ENUM ('calm')",
          "CREATE DOMAIN share AS integer",
          "CREATE TABLE parts (id bigint PRIMARY KEY, part share, feeling mood)",
          "CREATE TABLE sliced (part share) PARTITION BY RANGE (part)",
          "CREATE SEQUENCE ticket",
          "CREATE TABLE tickets (id bigint DEFAULT nextval('ticket'::regclass))",
          "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
          "CREATE TRIGGER touched BEFORE UPDATE ON parts FOR EACH ROW EXECUTE FUNCTION touch()",
          "CREATE PUBLICATION feed FOR TABLE parts, shops");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE shops | shops ACCESS_EXCLUSIVE, shops_pkey ACCESS_EXCLUSIVE",
        "DROP INDEX CONCURRENTLY sales_shop_key"
            + " | sales SHARE_UPDATE_EXCLUSIVE, sales_shop_key SHARE_UPDATE_EXCLUSIVE",
        "DROP VIEW seen | seen ACCESS_EXCLUSIVE",
        "DROP VIEW seen CASCADE | seen ACCESS_EXCLUSIVE, seen_twice ACCESS_EXCLUSIVE",
        "DROP SEQUENCE ticket | ticket ACCESS_EXCLUSIVE",
        "DROP SEQUENCE ticket CASCADE | ticket ACCESS_EXCLUSIVE, tickets ACCESS_EXCLUSIVE",
        "DROP TYPE mood | ",
        "DROP TYPE mood CASCADE | parts ACCESS_EXCLUSIVE",
        "DROP TYPE address | address ACCESS_EXCLUSIVE",
        "DROP FUNCTION touch() | ",
        "DROP FUNCTION touch() CASCADE | parts ACCESS_EXCLUSIVE",
        "DROP TRIGGER touched ON parts | parts ACCESS_EXCLUSIVE",
        "ALTER TABLE parts RENAME TO pieces | parts ACCESS_EXCLUSIVE",
        "ALTER INDEX parts_pkey RENAME TO parts_key | parts_pkey SHARE_UPDATE_EXCLUSIVE",
        "ALTER TABLE logs RENAME day TO at"
            + " | logs ACCESS_EXCLUSIVE, logs_1 ACCESS_EXCLUSIVE, logs_rest ACCESS_EXCLUSIVE",
        "ALTER TABLE sales RENAME CONSTRAINT sales_shop_key TO one_each"
            + " | sales ACCESS_EXCLUSIVE, sales_shop_key SHARE_UPDATE_EXCLUSIVE",
        "ALTER TYPE mood RENAME TO moods | ",
        "ALTER TYPE address RENAME TO addresses | address ACCESS_EXCLUSIVE",
        "ALTER TABLE sales SET SCHEMA app | sales ACCESS_EXCLUSIVE, sales_id_seq ACCESS_EXCLUSIVE",
        "ALTER TYPE mood ADD VALUE 'cross' | ",
        "ALTER DOMAIN share ADD CHECK (VALUE > 0) | parts SHARE, parts:scan",
        "ALTER DOMAIN share ADD CHECK (VALUE > 0) NOT VALID | ",
        "ALTER DOMAIN share VALIDATE CONSTRAINT c | parts SHARE, parts:scan",
        "ALTER DOMAIN share SET NOT NULL | parts SHARE, parts:scan",
        "ALTER DOMAIN share SET DEFAULT 1 | ",
        "ALTER PUBLICATION feed ADD TABLE sales | sales SHARE_UPDATE_EXCLUSIVE",
        "ALTER PUBLICATION feed SET TABLE shops"
            + " | parts SHARE_UPDATE_EXCLUSIVE, shops SHARE_UPDATE_EXCLUSIVE",
        "CREATE ROLE clerk | ",
        "GRANT SELECT ON sales TO clerk | sales ACCESS_SHARE",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk | "
      })
  void aDefinitionLocksWhatHangsOnIt(String sql, String told) {
    assertThat(Told.of(Statements.effects(SHOP, 18, sql)))
        .isEqualTo(told == null ? List.of() : Told.sorted(Arrays.asList(told.split(", "))));
  }

  @Test
  void droppingATableLocksWhatItsForeignKeysPointAt() {
    assertThat(Told.of(Statements.effects(SHOP, 14, "DROP TABLE sales")))
        .containsExactly(
            "sales ACCESS_EXCLUSIVE",
            "sales_id_seq ACCESS_EXCLUSIVE",
            "sales_shop_key ACCESS_EXCLUSIVE",
            "shops ACCESS_EXCLUSIVE");
  }

  @Test
  void cascadeReachesTheTablesThatPointAtIt() {
    assertThat(Told.of(Statements.effects(SHOP, 14, "DROP TABLE shops CASCADE")))
        .contains("sales ACCESS_EXCLUSIVE");
  }

  @Test
  void droppingAPartitionLocksTheParentAndTheDefault() {
    assertThat(Told.of(Statements.effects(SHOP, 14, "DROP TABLE logs_1")))
        .containsExactly(
            "logs ACCESS_EXCLUSIVE", "logs_1 ACCESS_EXCLUSIVE", "logs_rest ACCESS_EXCLUSIVE");
  }

  @Test
  void droppingAPartitionedIndexLocksEveryPartition() {
    Effects effects = Statements.effects(SHOP, 14, "DROP INDEX logs_day");

    assertThat(Told.of(effects))
        .contains("logs ACCESS_EXCLUSIVE", "logs_1 ACCESS_EXCLUSIVE", "logs_rest ACCESS_EXCLUSIVE");
  }

  @Test
  void aTriggerOfAPartitionedTableIsRenamedOnItsPartitionsFrom15On() {
    String sql = "ALTER TRIGGER t ON logs RENAME TO u";

    assertThat(Told.of(Statements.effects(SHOP, 14, sql))).containsExactly("logs ACCESS_EXCLUSIVE");
    assertThat(Told.of(Statements.effects(SHOP, 15, sql))).hasSize(3);
  }

  @Test
  void grantKeepsALockFrom18On() {
    assertThat(Told.of(Statements.effects(SHOP, 17, "GRANT SELECT ON sales TO clerk"))).isEmpty();
  }

  @Test
  void whatIsMadeIsFreshAndWhatItReferencesIsNot() {
    Effects effects =
        Statements.effects(
            SHOP, 16, "CREATE TABLE more (id bigint REFERENCES shops, up bigint REFERENCES more)");

    assertThat(Told.of(effects))
        .containsExactly("more ACCESS_EXCLUSIVE", "shops SHARE_ROW_EXCLUSIVE");
    assertThat(effects.locks())
        .filteredOn(lock -> lock.relation().fresh())
        .extracting(lock -> lock.relation().name().name())
        .containsExactly("more");
  }

  @Test
  void aTableThatIsThereAlreadyIsNotMadeAgain() {
    assertThat(Statements.effects(SHOP, 16, "CREATE TABLE IF NOT EXISTS shops (id int)"))
        .isEqualTo(Effects.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE nobody_knows",
        "DROP INDEX nobody_knows",
        "DROP TYPE nobody_knows",
        "DROP EXTENSION citext CASCADE",
        "DROP OWNED BY clerk",
        "ALTER EXTENSION citext UPDATE",
        "ALTER DOMAIN nobody_knows SET NOT NULL"
      })
  void whatCannotBeKnownIsSaid(String sql) {
    assertThat(Statements.effects(SHOP, 18, sql).unknown()).isNotEmpty();
  }

  @Test
  void ifExistsLocksWhatIsNotKnownOnlyWhereItIsThere() {
    assertThat(Told.of(Statements.effects(SHOP, 14, "DROP VIEW IF EXISTS seen_twice, gone")))
        .containsExactly("gone ACCESS_EXCLUSIVE?", "seen_twice ACCESS_EXCLUSIVE");
    assertThat(Told.of(Statements.effects(SHOP, 14, "DROP TABLE IF EXISTS gone")))
        .containsExactly("gone ACCESS_EXCLUSIVE?");
    assertThat(Told.of(Statements.effects(SHOP, 14, "DROP TRIGGER IF EXISTS touched ON parts")))
        .containsExactly("parts ACCESS_EXCLUSIVE");
    assertThat(Told.of(Statements.effects(SHOP, 14, "DROP TRIGGER IF EXISTS gone ON parts")))
        .containsExactly("parts ACCESS_EXCLUSIVE?");
    assertThat(Told.of(Statements.effects(SHOP, 14, "ALTER INDEX IF EXISTS gone RENAME TO g")))
        .containsExactly("gone SHARE_UPDATE_EXCLUSIVE?");
    assertThat(Told.of(Statements.effects(SHOP, 14, "DROP TRIGGER gone ON parts")))
        .containsExactly("parts ACCESS_EXCLUSIVE");
  }

  @Test
  void cascadeOfAUniqueIndexDropsTheForeignKeysThatNeedIt() {
    KnownSchema keyed =
        Statements.schema(
            "CREATE TABLE clients (id bigint, nid bigint)",
            "CREATE UNIQUE INDEX clients_key ON clients (id, nid)",
            "CREATE TABLE tokens (client bigint, nid bigint,"
                + " FOREIGN KEY (client, nid) REFERENCES clients (id, nid))");

    assertThat(Told.of(Statements.effects(keyed, 14, "DROP INDEX clients_key CASCADE")))
        .containsExactly(
            "clients ACCESS_EXCLUSIVE", "clients_key ACCESS_EXCLUSIVE", "tokens ACCESS_EXCLUSIVE");
  }

  /// The type stays on disk as it is, but PostgreSQL compares no expressions of an index.
  @Test
  void anIndexOnAnExpressionIsBuiltAgainByAChangeOfType() {
    KnownSchema names =
        Statements.schema(
            "CREATE TABLE crates (name varchar(255), note varchar(10))",
            "CREATE INDEX crates_lower ON crates (lower(name))",
            "CREATE INDEX crates_name ON crates (name) INCLUDE (note)");

    assertThat(Told.of(Statements.effects(names, 14, "ALTER TABLE crates ALTER name TYPE text")))
        .containsExactly("crates ACCESS_EXCLUSIVE", "crates:scan", "crates_lower:index_build");
    assertThat(Told.of(Statements.effects(names, 14, "ALTER TABLE crates ALTER note TYPE text")))
        .containsExactly("crates ACCESS_EXCLUSIVE");
  }
}

package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "begin work",
        "START TRANSACTION",
        "-- why\nBEGIN",
        "/* a /* b */ COMMIT */ BEGIN"
      })
  void transactionsBegin(String sql) {
    assertThat(StatementText.of(sql).beginsTransaction()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"COMMIT", "END", "ROLLBACK", "ABORT", "rollback work", "PREPARE TRANSACTION 'x'"})
  void transactionsEnd(String sql) {
    assertThat(StatementText.of(sql).endsTransaction()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROLLBACK TO s",
        "ROLLBACK TO SAVEPOINT s",
        "ROLLBACK WORK TO s",
        "COMMIT PREPARED 'x'",
        "PREPARE p AS SELECT 1"
      })
  void transactionsGoOn(String sql) {
    assertThat(StatementText.of(sql).endsTransaction()).isFalse();
  }

  @Test
  void onlyACommitCommits() {
    assertThat(StatementText.of("COMMIT AND CHAIN").commits()).isTrue();
    assertThat(StatementText.of("COMMIT AND CHAIN").chains()).isTrue();
    assertThat(StatementText.of("COMMIT AND NO CHAIN").chains()).isFalse();
    assertThat(StatementText.of("END").commits()).isTrue();
    assertThat(StatementText.of("ROLLBACK").commits()).isFalse();
  }

  @Test
  void theNextWordOfASettingDecides() {
    assertThat(StatementText.of("SET LOCAL lock_timeout = '1s'").isSetting()).isTrue();
    assertThat(StatementText.of("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE").isSetting())
        .isTrue();
    assertThat(StatementText.of("SET CONSTRAINTS ALL IMMEDIATE").isSetting()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "WITH x AS (SELECT 1) DELETE FROM t",
        "CREATE TABLE t AS SELECT 1",
        "(SELECT 1)",
        "CREATE UNLOGGED TABLE t AS SELECT 1",
        "DO $$ $$"
      })
  void someStatementsArePlanned(String sql) {
    assertThat(StatementText.of(sql).isPlanned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES b",
        "CREATE TABLE t ()",
        "CREATE TABLE t (a text DEFAULT 'select')"
      })
  void othersAreNot(String sql) {
    assertThat(StatementText.of(sql).isPlanned()).isFalse();
  }

  @Test
  void aNameIsFoundInQuotesStringsAndBodies() {
    StatementText shape =
        StatementText.of("DO $$ BEGIN EXECUTE 'ALTER TABLE orders ...', \"Odd Name\"; END $$");

    assertThat(shape.names("orders")).isTrue();
    assertThat(shape.names("Odd Name")).isTrue();
    assertThat(shape.names("order")).isFalse();
    assertThat(StatementText.of("REINDEX TABLE U&\"\\006frders\"").names("orders")).isTrue();
    assertThat(StatementText.of("REINDEX TABLE a -- orders").names("orders")).isFalse();
    assertThat(shape.names("orders_idx")).isFalse();
  }

  @Test
  void anEmptyTextHasNoWords() {
    StatementText shape = StatementText.of("");

    assertThat(shape.beginsTransaction()).isFalse();
    assertThat(shape.names("a")).isFalse();
    assertThat(shape.isPlanned()).isFalse();
  }
}

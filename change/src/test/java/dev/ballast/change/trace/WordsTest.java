package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {
  @ParameterizedTest
  @ValueSource(strings = {"BEGIN", "begin work", "START TRANSACTION", "-- why\nBEGIN"})
  void transactionsBegin(String sql) {
    assertThat(Words.of(sql).beginsTransaction()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"COMMIT", "END", "ROLLBACK", "ABORT", "rollback work", "PREPARE TRANSACTION 'x'"})
  void transactionsEnd(String sql) {
    assertThat(Words.of(sql).endsTransaction()).isTrue();
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
    assertThat(Words.of(sql).endsTransaction()).isFalse();
  }

  @Test
  void onlyACommitCommits() {
    assertThat(Words.of("COMMIT AND CHAIN").commits()).isTrue();
    assertThat(Words.of("COMMIT AND CHAIN").chains()).isTrue();
    assertThat(Words.of("END").commits()).isTrue();
    assertThat(Words.of("ROLLBACK").commits()).isFalse();
  }

  @Test
  void theNextWordOfASettingDecides() {
    assertThat(Words.of("SET LOCAL lock_timeout = '1s'").isSetting()).isTrue();
    assertThat(Words.of("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE").isSetting()).isTrue();
    assertThat(Words.of("SET CONSTRAINTS ALL IMMEDIATE").isSetting()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "WITH x AS (SELECT 1) DELETE FROM t",
        "CREATE TABLE t AS SELECT 1",
        "CREATE UNLOGGED TABLE t AS SELECT 1",
        "DO $$ $$"
      })
  void someStatementsArePlanned(String sql) {
    assertThat(Words.of(sql).isPlanned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES b", "CREATE TABLE t ()"})
  void othersAreNot(String sql) {
    assertThat(Words.of(sql).isPlanned()).isFalse();
  }

  @Test
  void aNameIsFoundInQuotesStringsAndBodies() {
    Words words = Words.of("DO $$ BEGIN EXECUTE 'ALTER TABLE orders ...', \"Odd Name\"; END $$");

    assertThat(words.names("orders")).isTrue();
    assertThat(words.names("Odd Name")).isTrue();
    assertThat(words.names("order")).isFalse();
    assertThat(words.names("orders_idx")).isFalse();
  }

  @Test
  void whatReachesOutIsRefusedWithItsReason() {
    assertThat(Words.of("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p").refusal())
        .hasValue("it would connect to another server");
    assertThat(Words.of("IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c").refusal()).isPresent();
    assertThat(Words.of("COPY t FROM PROGRAM 'x'").refusal())
        .hasValue("it would run a program on the server's machine");
    assertThat(Words.of("COPY t FROM STDIN").refusal()).isEmpty();
    assertThat(Words.of("COMMENT ON TABLE program IS 'x'").refusal()).isEmpty();
  }

  @Test
  void anEmptyTextHasNoWords() {
    Words words = Words.of("");

    assertThat(words.first()).isEmpty();
    assertThat(words.isPlanned()).isFalse();
    assertThat(words.refusal()).isEmpty();
  }
}

package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What to write instead of an ALTER TABLE that has several actions.
class SeveralActionsTest {
  private static final String HISTORY =
      "CREATE TABLE t (a int, b int); CREATE TABLE k (a int PRIMARY KEY, b int UNIQUE);";

  @Test
  void whatTheRuleDoesNotObjectToFollows() {
    assertThat(
            safe("drop-column", "ALTER TABLE t DROP COLUMN a, ALTER COLUMN b SET DEFAULT f(1, 2)"))
        .containsExactly(
            "-- first release an application that does not name a; then, alone:",
            "SET lock_timeout = '2s'",
            "ALTER TABLE t DROP COLUMN a",
            "-- the statement's other actions:",
            "ALTER TABLE t ALTER COLUMN b SET DEFAULT f(1, 2)");
  }

  @Test
  void anotherHazardOfTheStatementIsAvoidedToo() {
    assertThat(
            safe(
                "add-check",
                "ALTER TABLE t ADD CONSTRAINT p CHECK (a > 0), ADD CONSTRAINT q CHECK (b > 0)"))
        .containsExactly(
            "ALTER TABLE t ADD CONSTRAINT p CHECK (a > 0) NOT VALID",
            "-- in a transaction of its own, it blocks neither readers nor writers:",
            "ALTER TABLE t VALIDATE CONSTRAINT p",
            "ALTER TABLE t ADD CONSTRAINT q CHECK (b > 0) NOT VALID",
            "-- in a transaction of its own, it blocks neither readers nor writers:",
            "ALTER TABLE t VALIDATE CONSTRAINT q");
  }

  @Test
  void theyStandInTheOrderInWhichPostgresDoesThem() {
    assertThat(safe("add-check", "ALTER TABLE t ADD CONSTRAINT p CHECK (c > 0), ADD COLUMN c int"))
        .startsWith(
            "ALTER TABLE t ADD COLUMN c int",
            "ALTER TABLE t ADD CONSTRAINT p CHECK (c > 0) NOT VALID");
  }

  @Test
  void nothingIsBuiltConcurrentlyUnderTheBoundOfAnotherAction() {
    assertThat(
            safe(
                "add-column-unique",
                "ALTER TABLE t DROP COLUMN a, ADD COLUMN r int REFERENCES t, ADD COLUMN c int UNIQUE"))
        .containsSubsequence(
            "SET lock_timeout = '2s'",
            "RESET lock_timeout",
            "CREATE UNIQUE INDEX CONCURRENTLY t_c_key ON t (c)");
  }

  @Test
  void theNewKeysIndexIsBuiltBeforeTheOldKeyGoes() {
    assertThat(safe("add-primary-key", "ALTER TABLE k DROP CONSTRAINT k_pkey, ADD PRIMARY KEY (b)"))
        .endsWith(
            "-- outside a transaction:",
            "CREATE UNIQUE INDEX CONCURRENTLY k_pkey_next ON k (b)",
            "ALTER TABLE k DROP CONSTRAINT k_pkey, ADD CONSTRAINT k_pkey PRIMARY KEY USING INDEX"
                + " k_pkey_next");
    assertThat(
            safe(
                "add-unique-constraint",
                "ALTER TABLE k ADD UNIQUE (b), DROP CONSTRAINT IF EXISTS k_b_key CASCADE, ADD c int"))
        .containsExactly(
            "ALTER TABLE k ADD c int",
            "-- outside a transaction:",
            "CREATE UNIQUE INDEX CONCURRENTLY k_b_key_next ON k (b)",
            "ALTER TABLE k DROP CONSTRAINT IF EXISTS k_b_key CASCADE, ADD CONSTRAINT k_b_key UNIQUE"
                + " USING INDEX k_b_key_next");
  }

  @Test
  void aConstraintGoesWithTheStepThatAddsTheOneInItsPlace() {
    assertThat(
            safe(
                "add-check",
                "ALTER TABLE t DROP CONSTRAINT p, DROP CONSTRAINT o,"
                    + " ADD CONSTRAINT q CHECK (b > 0), ADD CONSTRAINT p CHECK (a > 0)"))
        .containsExactly(
            "ALTER TABLE t DROP CONSTRAINT o, ADD CONSTRAINT q CHECK (b > 0) NOT VALID",
            "-- in a transaction of its own, it blocks neither readers nor writers:",
            "ALTER TABLE t VALIDATE CONSTRAINT q",
            "ALTER TABLE t DROP CONSTRAINT p, ADD CONSTRAINT p CHECK (a > 0) NOT VALID",
            "-- in a transaction of its own, it blocks neither readers nor writers:",
            "ALTER TABLE t VALIDATE CONSTRAINT p");
  }

  @Test
  void aConstraintThatAColumnsChangeMayNeedGoneGoesFirst() {
    assertThat(
            safe(
                "add-primary-key",
                "ALTER TABLE k DROP CONSTRAINT k_pkey, DROP COLUMN a, ADD PRIMARY KEY (b)"))
        .first()
        .isEqualTo("ALTER TABLE k DROP CONSTRAINT k_pkey");
  }

  private static List<String> safe(String rule, String sql) {
    return new SafeStepsOf(18, HISTORY).safe(rule, sql);
  }
}

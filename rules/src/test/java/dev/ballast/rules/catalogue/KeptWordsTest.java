package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What to write instead names what the statement names: the same kind of object, the same IF
/// EXISTS, ONLY, WITH GRANT OPTION.
class KeptWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT USAGE ON SCHEMA \"S\" TO PUBLIC | GRANT USAGE ON SCHEMA \"S\" TO <group>",
        "GRANT SELECT ON ALL TABLES IN SCHEMA a, b TO public"
            + " | GRANT SELECT ON ALL TABLES IN SCHEMA a, b TO <group>",
        "GRANT CONNECT, TEMP ON DATABASE d TO PUBLIC"
            + " | GRANT CONNECT, TEMP ON DATABASE d TO <group>",
        "GRANT SELECT (a), UPDATE (b) ON TABLE t TO x, PUBLIC"
            + " | GRANT SELECT (a), UPDATE (b) ON TABLE t TO x, <group>",
        "GRANT USAGE ON SEQUENCE t_id_seq TO PUBLIC GRANTED BY CURRENT_USER"
            + " | GRANT USAGE ON SEQUENCE t_id_seq TO <group> GRANTED BY CURRENT_USER",
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA a TO PUBLIC"
            + " | GRANT ALL ON ALL SEQUENCES IN SCHEMA a TO <group>",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA a GRANT SELECT ON TABLES TO PUBLIC"
            + " | ALTER DEFAULT PRIVILEGES IN SCHEMA a GRANT SELECT ON TABLES TO <group>",
      })
  void aGrantToAGroupNamesWhatWasGranted(String sql, String instead) {
    assertThat(safe("grant-to-public", sql)).contains(instead);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT ALL ON t TO \"My app\" WITH GRANT OPTION"
            + " | GRANT SELECT, INSERT, UPDATE, DELETE ON t TO \"My app\" WITH GRANT OPTION",
        "GRANT ALL ON DATABASE \"D\" TO app | GRANT CONNECT ON DATABASE \"D\" TO app",
        "GRANT ALL PRIVILEGES ON SCHEMA a, b TO app, CURRENT_USER"
            + " | GRANT USAGE ON SCHEMA a, b TO app, CURRENT_USER",
        "GRANT ALL ON t_id_seq TO app | GRANT USAGE, SELECT ON t_id_seq TO app",
      })
  void fewerPrivilegesAreOfTheSameObjects(String sql, String instead) {
    assertThat(safe("grant-all", sql)).containsExactly(instead);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IF EXISTS ", "ONLY ", "IF EXISTS ONLY "})
  void eachStepThatAltersTheTableNamesItAsTheStatementDoes(String words) {
    String table = "ALTER TABLE " + words + "u ";

    assertThat(safe("add-check", table + "ADD CONSTRAINT p CHECK (a > 0)"))
        .filteredOn(step -> !step.startsWith("--"))
        .containsExactly(
            table + "ADD CONSTRAINT p CHECK (a > 0) NOT VALID", table + "VALIDATE CONSTRAINT p");
    assertThat(safe("add-foreign-key", table + "ADD FOREIGN KEY (a) REFERENCES t"))
        .filteredOn(step -> !step.startsWith("--"))
        .allMatch(step -> step.startsWith(table));
    assertThat(safe("set-not-null", table + "ALTER a SET NOT NULL"))
        .filteredOn(step -> !step.startsWith("--"))
        .allMatch(step -> step.startsWith(table));
    assertThat(safe("drop-column", table + "DROP COLUMN a, ALTER b SET DEFAULT 1"))
        .filteredOn(step -> step.startsWith("ALTER"))
        .containsExactly(table + "DROP COLUMN a", table + "ALTER b SET DEFAULT 1");
  }

  @Test
  void aRemarkSaysWhatAnotherStatementCannot() {
    String unique = "ADD CONSTRAINT k UNIQUE (a)";

    assertThat(safe("add-unique-constraint", "ALTER TABLE IF EXISTS u " + unique))
        .startsWith("-- only where u exists, as not all of this knows IF EXISTS:");
    assertThat(safe("add-unique-constraint", "ALTER TABLE IF EXISTS t " + unique))
        .doesNotContain("-- only where t exists, as not all of this knows IF EXISTS:");
    assertThat(safe("add-unique-constraint", "ALTER TABLE IF EXISTS t " + unique))
        .contains("ALTER TABLE IF EXISTS t ADD CONSTRAINT k UNIQUE USING INDEX k");
  }

  @Test
  void aProofOnTheParentAloneIsNotInherited() {
    assertThat(safe("set-not-null", "ALTER TABLE ONLY t ALTER a SET NOT NULL", 17))
        .startsWith(
            "ALTER TABLE ONLY t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NO INHERIT NOT"
                + " VALID");
  }

  private static List<String> safe(String rule, String sql) {
    return safe(rule, sql, 18);
  }

  private static List<String> safe(String rule, String sql, int major) {
    String history = "CREATE TABLE t (id serial PRIMARY KEY, a int, b int);";
    return new SafeStepsOf(major, history).safe(rule, sql);
  }
}

package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fill of a column in batches ends, also where the value of a row is null.
class FilledColumnTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add-column-stored-generated"
            + " | ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (a + 1) STORED"
            + " | UPDATE t SET g = (a + 1) WHERE (g IS NULL) AND id >= 1 AND id < 10001",
        "add-column-stored-generated"
            + " | ALTER TABLE u ADD COLUMN g int GENERATED ALWAYS AS (a + 1) STORED"
            + " | UPDATE u SET g = (a + 1) WHERE (g IS NULL) AND ctid >= '(0,0)' AND ctid < '(500,0)'",
        "set-expression"
            + " | ALTER TABLE t ALTER COLUMN s SET EXPRESSION AS (a * 3)"
            + " | UPDATE t SET s_next = (a * 3) WHERE (s_next IS NULL) AND id >= 1 AND id < 10001",
        "add-column-volatile-default"
            + " | ALTER TABLE t ADD COLUMN g float8 DEFAULT NULLIF(random(), 0)"
            + " | UPDATE t SET g = DEFAULT WHERE (g IS NULL) AND id >= 1 AND id < 10001",
        "change-type-rewrites"
            + " | ALTER TABLE t ALTER COLUMN b TYPE int USING NULLIF(b, '')::int"
            + " | UPDATE t SET b_next = NULLIF(b, '')::int WHERE (b_next IS NULL) AND id >= 1 AND id"
            + " < 10001",
      })
  void keysAreCountedOffWhereAValueMayBeNull(String rule, String sql, String update) {
    assertThat(safe(rule, sql))
        .contains(update)
        .noneMatch(step -> step.contains("again and again"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add-column-volatile-default | ALTER TABLE t ADD COLUMN g uuid DEFAULT gen_random_uuid()",
        "add-column-volatile-default | ALTER TABLE t ADD COLUMN g int DEFAULT nextval('t_id_seq')",
        "add-column-serial | ALTER TABLE t ADD COLUMN g serial",
        "change-type-rewrites | ALTER TABLE t ALTER COLUMN a TYPE bigint",
      })
  void rowsAreLookedForWhereNoValueIsNull(String rule, String sql) {
    assertThat(safe(rule, sql)).anyMatch(step -> step.contains("until no row is changed"));
  }

  @Test
  void theFormerColumnOfATableThatIsNotKnownRequiresNothing() {
    assertThat(safe("change-type-rewrites", "ALTER TABLE v ALTER COLUMN c TYPE bigint"))
        .containsSubsequence(
            "ALTER TABLE v RENAME COLUMN c TO c_former",
            "ALTER TABLE v ALTER COLUMN c_former DROP NOT NULL",
            "COMMIT",
            "DROP FUNCTION v_c_next()");
  }

  private static List<String> safe(String rule, String sql) {
    String history =
        "CREATE TABLE t (id serial PRIMARY KEY, a int, b text,"
            + " s int GENERATED ALWAYS AS (a * 2) STORED); CREATE TABLE u (a int);";
    return new SafeStepsOf(17, history).safe(rule, sql);
  }
}

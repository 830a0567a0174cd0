package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ALTER TABLE, SET NOT NULL: "if a valid CHECK constraint exists (and is not dropped in the same
/// command) which proves no NULL can exist, then the table scan is skipped".
class NotNullChecksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHECK (a IS NOT NULL) | true",
        "CHECK (t.a IS NOT NULL) | true",
        "CHECK (a IS NOT NULL AND b > 0) | true",
        "CHECK ((b > 0 AND a IS NOT NULL) AND b < 9) | true",
        "CHECK (a IS NOT NULL OR b > 0) | false",
        "CHECK (NOT (a IS NULL)) | false",
        "CHECK (b IS NOT NULL) | false",
        "CHECK (a IS NULL) | false",
        "CHECK (a > 0) | false",
        "CHECK ((a + b) IS NOT NULL) | false",
        "CHECK (a IS NOT NULL) NOT VALID | false",
        "CHECK (a IS NOT NULL) NOT ENFORCED | false"
      })
  void onlyATestForNullThatAlwaysHoldsProvesIt(String check, boolean proves) {
    KnownSchema schema = Schemas.of("CREATE TABLE t (a int, b int); ALTER TABLE t ADD " + check);

    assertThat(schema.provesNotNull(Schemas.name("t"), "a")).isEqualTo(proves);
  }

  @Test
  void aCheckProvesItFromItsValidationUntilItGoes() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (a int);"
                + " ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID");
    assertThat(schema.provesNotNull(Schemas.name("t"), "a")).isFalse();

    Schemas.apply(schema, "ALTER TABLE t VALIDATE CONSTRAINT c", Schemas.FIRST);
    assertThat(schema.provesNotNull(Schemas.name("t"), "a")).isTrue();

    Schemas.apply(schema, "ALTER TABLE t DROP CONSTRAINT c", Schemas.FIRST);
    assertThat(schema.provesNotNull(Schemas.name("t"), "a")).isFalse();
  }
}

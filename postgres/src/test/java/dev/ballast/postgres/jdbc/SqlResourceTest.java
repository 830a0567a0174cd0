package dev.ballast.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.postgres.ServerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlResourceTest {
  @ParameterizedTest
  @CsvSource({
    "140024, SELECT 'any'",
    "150015, SELECT 'any'",
    "160015, SELECT 'from 16'",
    "170011, SELECT 'from 16'",
    "180006, SELECT 'from 18'",
  })
  void theHighestVariantNotAboveTheServerWins(int version, String sql) {
    assertThat(SqlResource.load(SqlResourceTest.class, "which", new ServerVersion(version)))
        .isEqualTo(sql);
  }

  @Test
  void onlyTheHeaderIsLeftOut() {
    assertThat(SqlResource.withoutHeader("-- what\n\n-- who\nSELECT 1 -- one\n-- two\n, 2\n"))
        .isEqualTo("SELECT 1 -- one\n-- two\n, 2");
  }

  @Test
  void aMissingQueryIsADefectThatNamesIt() {
    assertThatThrownBy(
            () -> SqlResource.load(SqlResourceTest.class, "gone", new ServerVersion(180006)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no query gone beside dev.ballast.postgres.jdbc.SqlResourceTest for 18.6");
  }
}

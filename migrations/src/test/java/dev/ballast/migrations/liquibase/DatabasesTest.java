package dev.ballast.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql",
        "MySQL",
        "h2, mysql",
        "h2 or mysql",
        "!postgresql",
        "! postgres",
        "not postgresql",
        "mysql and prod",
        "test and !postgresql, oracle"
      })
  void aContextOfOtherDatabasesIsNotForPostgres(String context) {
    assertThat(Databases.contextExcludesPostgres(Optional.of(context))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "prod",
        "postgresql",
        "mysql, postgresql",
        "mysql or prod",
        "!mysql",
        "not prod",
        "(mysql)",
        "prod and postgres"
      })
  void anyOtherContextMayBe(String context) {
    assertThat(Databases.contextExcludesPostgres(Optional.of(context))).isFalse();
  }

  @Test
  void noContextExcludesNothing() {
    assertThat(Databases.contextExcludesPostgres(Optional.empty())).isFalse();
  }
}

package dev.ballast.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.stream.Stream;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.datatype.DataTypeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Liquibase itself says what it makes of a type.
class ColumnTypeTest {
  private static final Database POSTGRES = new PostgresDatabase();

  @ParameterizedTest
  @MethodSource("types")
  void aTypeIsTranslatedAsLiquibaseTranslatesIt(String written) {
    assertThat(folded(ColumnType.of(written))).isEqualTo(folded(liquibase(written)));
  }

  static Stream<String> types() throws IOException {
    return Files.readAllLines(Told.folder("liquibase_types").resolve("types.txt")).stream();
  }

  private static String liquibase(String written) {
    return DataTypeFactory.getInstance()
        .fromDescription(written, POSTGRES)
        .toDatabaseDataType(POSTGRES)
        .toSql();
  }

  /// Neither case nor spaces mean anything here.
  private static String folded(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("\\s*,\\s*", ",").replaceAll("\\s+", " ");
  }
}

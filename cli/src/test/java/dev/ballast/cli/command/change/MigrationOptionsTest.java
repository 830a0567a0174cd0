package dev.ballast.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationOptionsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tool knex | there is no tool knex | One of plain-sql, flyway, liquibase, sqitch, dbmate",
        "--transaction all | there is no transaction all | One of wrapped, per-statement, one-query",
        "--server-major 13 | PostgreSQL 13 is not supported | supports 14, 15, 16, 17 and 18",
        "--server-major 19 | PostgreSQL 19 is not supported | supports 14, 15, 16, 17 and 18",
        "--untrusted | --untrusted goes with --git-range | whose settings judge the change",
        "--untrusted --git-range a... --target postgresql://h/d"
            + " | --untrusted and --target do not go together | no access to a server"
      })
  void whatCannotBeMeantIsWrongUsageWithItsChoices(String options, String primary, String hint)
      throws IOException {
    write("SELECT 1;");
    String[] words = ("check " + options + " " + folder).split(" ");

    ChangeRun run = ChangeRun.of(words);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(primary).contains(hint);
  }

  @Test
  void whereNothingIsNamedThePlacesForItAreTold() {
    ChangeRun run = ChangeRun.of("check");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no migrations are named").contains("change.paths");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrapped", "WRAPPED", "Wrapped"})
  void namesAreReadWhateverTheirCase(String mode) throws IOException {
    write("CREATE INDEX CONCURRENTLY i ON t (a);");

    assertThat(ChangeRun.of("check", "--transaction", mode, folder.toString()).out())
        .contains("concurrently-in-transaction");
  }

  @Test
  void theMajorDecidesWhatIsPredicted() throws IOException {
    write("SET lock_timeout = '2s';\nALTER TABLE t ADD CONSTRAINT n NOT NULL a NOT VALID;");

    assertThat(ChangeRun.of("check", "--server-major", "14", folder.toString()).out())
        .contains("PostgreSQL 14)");
  }

  @Test
  void onlyWhatThePatternsLeaveIsRead() throws IOException {
    write("SELECT 1;");
    Files.writeString(folder.resolve("2.seed.sql"), "DROP TABLE t;");

    assertThat(ChangeRun.of("check", "--exclude", "*.seed.sql", folder.toString()).out())
        .contains("nothing found in 1 statement of 1 file");
    assertThat(ChangeRun.of("check", "--include", "*.seed.sql", folder.toString()).out())
        .contains("drop-table");
  }

  private void write(String sql) throws IOException {
    Files.writeString(folder.resolve("1.sql"), sql);
  }
}

package dev.ballast.change.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherDialectTest {
  private static final String MYSQL =
      """
      CREATE TABLE `orders` (
        `id` int(11) NOT NULL AUTO_INCREMENT,
        PRIMARY KEY (`id`)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
      ALTER TABLE `orders` ADD COLUMN `code` varchar(20);
      ALTER TABLE `orders` MODIFY COLUMN `code` varchar(30);
      INSERT INTO orders VALUES (1, 'it''s `quoted`');
      """;

  @TempDir private Path folder;
  private CheckedFolder files;

  @BeforeEach
  void plainScripts() {
    files = new CheckedFolder(folder, TransactionMode.PER_STATEMENT);
  }

  @Test
  void aScriptForAnotherDatabaseIsOneFindingThatNamesIt() throws IOException {
    files.write("1.sql", MYSQL);

    assertThat(syntaxErrors())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.count()).isEqualTo(3);
              assertThat(cause.first().what())
                  .startsWith("This looks like MySQL (backticks, ENGINE=, AUTO_INCREMENT, ")
                  .contains("PostgreSQL refuses it: syntax error at or near");
              assertThat(cause.first().advice()).contains("--exclude");
            });
  }

  @Test
  void aFolderOfSuchScriptsIsOneFinding() throws IOException {
    Files.createDirectory(folder.resolve("mysql"));
    for (int i = 1; i <= 20; i++) {
      files.write("mysql/" + i + ".sql", MYSQL);
    }
    files.write("1.sql", "SELECT 1;\n");

    assertThat(syntaxErrors()).extracting(RepeatedFinding::count).containsExactly(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SQLite|CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT);",
        "SQLite|PRAGMA foreign_keys = ON;",
        "SQL Server|CREATE TABLE [dbo].[orders] ([id] int IDENTITY(1,1) NOT NULL);",
        "ClickHouse|CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id;",
        "MySQL|CREATE TABLE t (id int unsigned) ENGINE = MyISAM;",
        "Oracle|BEGIN EXECUTE IMMEDIATE 'DROP TABLE t'; END;\n/\n"
      })
  void eachIsKnownByWhatPostgresqlHasNot(String example) throws IOException {
    String[] parts = example.split("\\|", 2);
    files.write("1.sql", parts[1]);

    assertThat(syntaxErrors())
        .isNotEmpty()
        .allSatisfy(
            cause -> assertThat(cause.first().what()).startsWith("This looks like " + parts[0]));
  }

  @Test
  void aSlipInAScriptForPostgresqlIsASyntaxErrorAsBefore() throws IOException {
    files.write(
        "1.sql",
        """
        SET lock_timeout = '2s';
        CREATE TABLE a (id bigint PRIMARY KEY);
        ALTER TABLE `a` ADD COLUMN b int;
        CREATE TABLE b (id bigint PRIMARY KEY);
        """);

    assertThat(syntaxErrors())
        .singleElement()
        .satisfies(
            cause -> assertThat(cause.first().what()).startsWith("PostgreSQL refuses this: "));
  }

  @Test
  void whatOnlyAStringOrACommentSaysIsNoMark() throws IOException {
    files.write(
        "1.sql",
        """
        -- see `orders`, ENGINE=InnoDB
        SELEC '`a` AUTO_INCREMENT';
        SELEC 1 /* PRAGMA */;
        SELEC x[1];
        """);

    assertThat(syntaxErrors())
        .allSatisfy(
            cause -> assertThat(cause.first().what()).startsWith("PostgreSQL refuses this: "));
  }

  /// Each place keeps its fingerprint, so old baselines and comments hold.
  @Test
  void everyPlaceIsAcceptedForItself() throws IOException {
    files.write("1.sql", MYSQL);
    Baseline baseline = Baseline.of(files.check());
    files.write("1.sql", MYSQL + "ALTER TABLE `orders` ADD COLUMN `d` int;\n");

    assertThat(files.check(baseline).findings())
        .extracting(MigrationFinding::rule)
        .containsExactly("syntax-error");
    files.write(
        "1.sql",
        "-- ballast:ignore-file syntax-error until 2199-12-31: MySQL's, never run here\n" + MYSQL);
    assertThat(syntaxErrors()).isEmpty();
  }

  private List<RepeatedFinding> syntaxErrors() {
    return files.check().causes().stream()
        .filter(cause -> cause.rule().equals("syntax-error"))
        .toList();
  }
}

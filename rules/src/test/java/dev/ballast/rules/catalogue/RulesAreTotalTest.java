package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every rule and the effect model over every form of statement that the manual documents, with and
/// without a schema that is known: none of them may fail, whatever it is shown.
class RulesAreTotalTest {
  private static final Path STATEMENTS =
      Path.of("../sql/src/test/resources/dev/ballast/sql/grammar/corpus");

  @ParameterizedTest
  @EnumSource(TransactionMode.class)
  void nothingThatTheGrammarAcceptsMakesARuleFail(TransactionMode transaction) throws IOException {
    for (int major = 14; major <= 18; major += 4) {
      List<Migration> migrations = new ArrayList<>(List.of(RuleFolder.shop()));
      for (Path file : statements()) {
        migrations.add(migration(file, transaction));
      }
      List<ScriptReport> reports =
          new Linter(AllRules.catalogue(), LintOptions.of(major), KnownSchema.unknown())
              .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
              .scripts();

      assertThat(reports.stream().mapToLong(report -> report.statements().size()).sum())
          .isGreaterThan(600);
    }
  }

  private static List<Path> statements() throws IOException {
    try (Stream<Path> files = Files.list(STATEMENTS)) {
      return files.sorted().toList();
    }
  }

  /// One statement a line, without semicolons.
  private static Migration migration(Path file, TransactionMode transaction) throws IOException {
    String text = String.join(";\n", Files.readAllLines(file));
    MigrationScript script =
        new MigrationScript(
            file.getFileName().toString(), ScriptSplitter.split(SourceText.of(text)), transaction);
    return new Migration(
        Migration.Kind.VERSIONED, "1", script.file(), script, Optional.empty(), true);
  }
}

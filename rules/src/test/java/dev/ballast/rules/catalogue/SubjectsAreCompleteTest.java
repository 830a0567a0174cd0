package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A rule that names its subjects reports as much as one that is shown every statement.
class SubjectsAreCompleteTest {
  private static final Path STATEMENTS =
      Path.of("../sql/src/test/resources/dev/ballast/sql/grammar/corpus");

  private static final Path DETECTION =
      Path.of("src/test/resources/dev/ballast/rules/catalogue/detection");

  /// The same rule, shown every statement.
  private record ShownAll(Rule rule) implements Rule {
    @Override
    public String id() {
      return rule.id();
    }

    @Override
    public void check(Scene scene, Judgement judgement) {
      rule.check(scene, judgement);
    }

    @Override
    public void finish(ScriptScene script, Judgement judgement) {
      rule.finish(script, judgement);
    }

    @Override
    public void afterAll(ScriptScene script, Judgement judgement) {
      rule.afterAll(script, judgement);
    }
  }

  static Stream<RuleFolder> folders() {
    return RuleFolder.all().stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void inTheScriptsOfEveryRule(RuleFolder folder) {
    for (int major = 14; major <= 18; major += 4) {
      for (String name : List.of("fires", "fixed", "near_miss")) {
        List<Migration> migrations = new ArrayList<>(folder.history());
        migrations.add(folder.migration(folder.script(name, major).orElseThrow(), true));
        reportTheSame(migrations, major);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TransactionMode.class)
  void inEveryFormOfTheManual(TransactionMode transaction) throws IOException {
    List<Migration> migrations = new ArrayList<>(List.of(RuleFolder.shop()));
    for (Path file : files(STATEMENTS)) {
      migrations.add(migration(file, String.join(";\n", Files.readAllLines(file)), transaction));
    }
    reportTheSame(migrations, 18);
  }

  @Test
  void inTheScriptsThatMeasureDetection() throws IOException {
    List<Migration> migrations = new ArrayList<>();
    for (Path file : files(DETECTION)) {
      if (file.toString().endsWith(".sql")) {
        migrations.add(migration(file, Files.readString(file), TransactionMode.PER_STATEMENT));
      }
    }
    assertThat(migrations).isNotEmpty();
    reportTheSame(migrations, 18);
  }

  private static void reportTheSame(List<Migration> migrations, int major) {
    Catalogue catalogue = AllRules.catalogue();
    Catalogue shownAll =
        new Catalogue(catalogue.rules().stream().<Rule>map(ShownAll::new).toList());

    assertThat(hazards(catalogue, migrations, major))
        .isEqualTo(hazards(shownAll, migrations, major));
  }

  private static List<List<Hazard>> hazards(
      Catalogue catalogue, List<Migration> migrations, int major) {
    LintOptions options =
        new LintOptions(
            major,
            Workload.UNKNOWN,
            catalogue.rules().stream()
                .collect(Collectors.toMap(Rule::id, rule -> Optional.of(Severity.WARNING))));
    return new Linter(catalogue, options, KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of())).scripts().stream()
            .map(ScriptReport::hazards)
            .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Migration migration(Path file, String text, TransactionMode transaction) {
    MigrationScript script =
        new MigrationScript(
            file.getFileName().toString(), ScriptSplitter.split(SourceText.of(text)), transaction);
    return new Migration(
        Migration.Kind.VERSIONED, "1", script.file(), script, Optional.empty(), true);
  }
}

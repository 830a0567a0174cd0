package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.rules.catalogue.RuleFolder.Expected;
import dev.ballast.rules.lint.Edit;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.RulePage;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a hazard recommends to write instead is SQL, and what `--fix` writes ends the hazard.
class SafeFormTest {
  private static final int NEWEST = 18;

  /// A place that only the reader can fill: `<key range>`.
  private static final Pattern LEFT_OPEN = Pattern.compile("\\.\\.\\.|<[a-z][a-z ]*>");

  static Stream<RuleFolder> folders() {
    return RuleFolder.all().stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everythingInTheSafeFormIsSql(RuleFolder folder) {
    assertThat(hazards(folder, fires(folder)))
        .flatExtracting(hazard -> hazard.remedy().safe())
        .filteredOn(
            statement -> !statement.startsWith("--") && !LEFT_OPEN.matcher(statement).find())
        .allMatch(SafeFormTest::isSql, "is SQL");
  }

  /// A statement, a column's definition, a clause of one, or a name.
  private static boolean isSql(String text) {
    Parser parser = Parser.postgres18();
    return Stream.of(
            text,
            "CREATE TABLE t (" + text + ")",
            "CREATE TABLE t (c integer " + text + ")",
            "SELECT 1 AS " + text)
        .anyMatch(sql -> parser.parse(sql) instanceof Understood);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void aFixEndsTheHazardItBelongsTo(RuleFolder folder) {
    Migration fires = fires(folder);
    List<Hazard> before = hazards(folder, fires);
    for (Hazard hazard : before) {
      if (hazard.remedy().fix().isEmpty()) {
        continue;
      }
      String text = edited(fires, hazard.remedy().fix().get());
      List<Hazard> after = hazards(folder, with(fires, text, folder.expected()));

      assertThat(after)
          .as("%s after the fix:%n%s", folder.id(), text)
          .hasSizeLessThan(before.size());
    }
  }

  private static Migration fires(RuleFolder folder) {
    return folder.migration(folder.script("fires", NEWEST).orElseThrow(), true);
  }

  private static String edited(Migration migration, Edit edit) {
    StringBuilder text = new StringBuilder(migration.up().script().source().text());
    return text.replace(edit.span().start(), edit.span().end(), edit.replacement()).toString();
  }

  private static Migration with(Migration migration, String text, Expected expected) {
    MigrationScript script =
        new MigrationScript(
            migration.up().file(),
            ScriptSplitter.split(SourceText.of(text)),
            expected.transaction());
    return new Migration(
        migration.kind(), migration.version(), migration.title(), script, Optional.empty(), true);
  }

  private static List<Hazard> hazards(RuleFolder folder, Migration migration) {
    List<Migration> migrations = new ArrayList<>(folder.history());
    migrations.add(migration);
    Map<String, Optional<Severity>> on =
        RulePage.of(folder.id()).card().severity().isEmpty()
            ? Map.of(folder.id(), Optional.of(Severity.WARNING))
            : Map.of();
    ScriptReport report =
        new Linter(
                AllRules.catalogue(),
                new LintOptions(NEWEST, Workload.UNKNOWN, on),
                KnownSchema.unknown())
            .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
            .scripts()
            .getLast();
    return report.hazards().stream().filter(each -> each.rule().equals(folder.id())).toList();
  }
}

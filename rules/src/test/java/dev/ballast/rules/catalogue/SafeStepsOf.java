package dev.ballast.rules.catalogue;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;

/// What a rule suggests for one script behind another that is not judged.
record SafeStepsOf(int major, String history) {
  /// The steps of the rule's first hazard.
  List<String> safe(String rule, String sql) {
    List<Migration> migrations = List.of(migration(history, false), migration(sql, true));
    return new Linter(AllRules.catalogue(), LintOptions.of(major), KnownSchema.unknown())
            .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
            .scripts()
            .getLast()
            .hazards()
            .stream()
            .filter(hazard -> hazard.rule().equals(rule))
            .findFirst()
            .orElseThrow()
            .remedy()
            .safe();
  }

  private static Migration migration(String sql, boolean judged) {
    MigrationScript script =
        new MigrationScript(
            "a.sql", ScriptSplitter.split(SourceText.of(sql)), TransactionMode.PER_STATEMENT);
    return new Migration(Migration.Kind.VERSIONED, "1", "a", script, Optional.empty(), judged);
  }
}

package dev.ballast.migrations;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// All migrations that were found, in the order their tool runs them, and what is wrong with the
/// files.
public record MigrationSet(Tool tool, List<Migration> migrations, List<SourceProblem> problems) {
  public MigrationSet {
    requireNonNull(tool, "tool is null");
    migrations = List.copyOf(migrations);
    problems = List.copyOf(problems);
  }

  /// Without the history, for a schema that already holds it.
  public MigrationSet judgedOnly() {
    return new MigrationSet(tool, migrations.stream().filter(Migration::judged).toList(), problems);
  }
}

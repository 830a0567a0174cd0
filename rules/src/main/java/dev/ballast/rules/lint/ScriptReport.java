package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.sql.script.SourceText;
import java.util.List;

/// What the check says of one script.
///
/// @param down it is the migration's way back
/// @param statements those that were read, in order
/// @param hazards in the order of their places
public record ScriptReport(
    Migration migration,
    MigrationScript script,
    boolean down,
    List<SeenStatement> statements,
    List<Hazard> hazards,
    List<UnanalysedPart> unanalysed) {
  public ScriptReport {
    requireNonNull(migration, "migration is null");
    requireNonNull(script, "script is null");
    statements = List.copyOf(statements);
    hazards = List.copyOf(hazards);
    unanalysed = List.copyOf(unanalysed);
  }

  public String file() {
    return script.file();
  }

  /// The text that the script is in.
  public SourceText source() {
    return script.script().source();
  }
}

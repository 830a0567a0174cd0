package dev.ballast.change.catalogue;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A script whose statements PostgreSQL refuses, or not, for the same reasons as those of a rule.
///
/// @param subject what it is about: the target, the shape and the action, or the rule's script
/// @param twist what was done to it
/// @param world what ran before, the same for many
/// @param history what ran after that, in an earlier migration
/// @param script what is judged, statement by statement
record Neighbour(
    String subject, String twist, List<String> world, List<String> history, List<String> script) {
  /// What does not run in a transaction, or not as it runs outside.
  private static final Pattern BY_ITSELF =
      Pattern.compile(
          "(?i)\\b(CONCURRENTLY|VACUUM|REINDEX|ADD VALUE|CALL|ALTER SYSTEM|SUBSCRIPTION|DATABASE"
              + "|CLUSTER)\\b|^(LOCK|SAVEPOINT|RELEASE|ROLLBACK|COMMIT)\\b"
              + "|(?s)\\b(DO|PROCEDURE)\\b.*\\b(COMMIT|ROLLBACK)\\b");

  Neighbour {
    world = List.copyOf(world);
    history = List.copyOf(history);
    script = List.copyOf(script);
  }

  boolean byItself() {
    return script.stream()
        .anyMatch(statement -> BY_ITSELF.matcher(statement).find() || statement.equals("BEGIN"));
  }

  Migration before() {
    List<String> all = new ArrayList<>(world);
    all.addAll(history);
    return migration("before.sql", all, false);
  }

  Migration judged() {
    return migration("judged.sql", script, true);
  }

  private static Migration migration(String file, List<String> statements, boolean judged) {
    MigrationScript script =
        new MigrationScript(
            file,
            ScriptSplitter.split(SourceText.of(text(statements))),
            TransactionMode.PER_STATEMENT);
    return new Migration(Migration.Kind.VERSIONED, "1", file, script, Optional.empty(), judged);
  }

  private static String text(List<String> statements) {
    return statements.isEmpty() ? "" : String.join(";\n", statements) + ";\n";
  }

  @Override
  public String toString() {
    return subject + " [" + twist + "] " + String.join("; ", script).replaceAll("\\s+", " ");
  }
}

package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.ScriptPart.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Supabase: `supabase/migrations/<number>_<title>.sql`, in the order of the numbers. `seed.sql`,
/// the declarative `schemas/` and what else is in the project are no migrations.
///
/// The statements of a file go to the server in one pipeline, which is one transaction. Those that
/// no transaction can hold are sent alone by the CLI since 2.109, and refused before.
public final class SupabaseReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.sql");
  private static final Pattern ALONE =
      Pattern.compile(
          "(?is)\\s*(?:(?:CREATE(?:\\s+UNIQUE)?|DROP)\\s+INDEX\\s+CONCURRENTLY\\b"
              + "|REINDEX\\b.*\\bCONCURRENTLY\\b|VACUUM\\b|ALTER\\s+SYSTEM\\b|CLUSTER\\b).*");

  /// Whether the file is where Supabase keeps migrations.
  static boolean takes(SourceFile file) {
    Path folder = file.path().getParent();
    return folder != null
        && NAME.matcher(file.fileName()).matches()
        && folder.endsWith(Path.of("supabase", "migrations"));
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Versions<VersionNumber> versions = new Versions<>(Tool.SUPABASE, problems);
    for (SourceFile file : sources.files()) {
      Matcher name = NAME.matcher(file.fileName());
      if (file.isStandardInput()) {
        versions.add(new VersionNumber(""), "", file);
      } else if (name.matches() && (file.found().asked() || !elsewhere(file))) {
        versions.add(new VersionNumber(name.group(1)), name.group(1), file);
      } else {
        problems.notAMigration(
            Tool.SUPABASE, file, "supabase/migrations/20261120093000_what_it_does.sql");
      }
    }
    List<Migration> migrations = new ArrayList<>();
    versions.forEach(
        (version, file) ->
            migrations.add(
                new Migration(
                    Migration.Kind.VERSIONED,
                    version.text(),
                    title(file),
                    script(file, problems),
                    Optional.empty(),
                    true)));
    return migrations;
  }

  /// Below `supabase`, and not in its `migrations`.
  private static boolean elsewhere(SourceFile file) {
    Path folder = file.path().getParent();
    if (folder == null || folder.endsWith("migrations")) {
      return false;
    }
    for (Path name : folder) {
      if (name.toString().equals("supabase")) {
        return true;
      }
    }
    return false;
  }

  private static MigrationScript script(SourceFile file, SourceProblems problems) {
    MigrationScript wrapped = file.script(TransactionMode.WRAPPED);
    List<Sql> statements =
        wrapped.script().parts().stream()
            .filter(Sql.class::isInstance)
            .map(Sql.class::cast)
            .toList();
    List<Sql> alone =
        statements.stream()
            .filter(sql -> ALONE.matcher(wrapped.script().text(sql)).matches())
            .toList();
    if (alone.isEmpty()) {
      return wrapped;
    }
    problems.info(
        "supabase-statement-alone",
        file.name(),
        file.text().position(alone.getFirst().span().start()).line(),
        "the CLI of Supabase sends this statement outside of the transaction since 2.109; before,"
            + " the server refuses it",
        "Give it a migration of its own, and update the CLI.");
    return file.script(TransactionMode.PER_STATEMENT);
  }

  private static String title(SourceFile file) {
    Matcher name = NAME.matcher(file.fileName());
    return name.matches() ? name.group(2).replace('_', ' ') : file.fileName();
  }
}

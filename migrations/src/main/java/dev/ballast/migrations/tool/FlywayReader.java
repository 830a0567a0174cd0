package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.Comment;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptPart.Sql;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Flyway: `V<version>__<title>.sql` in the order of versions, `U` to undo, `B` for a baseline,
/// `R__`
/// after all others in the order of their titles, and callbacks.
///
/// A script is one transaction, unless `<script>.sql.conf` says `executeInTransaction=false` or all
/// its statements are of those Flyway knows to run in none.
public final class FlywayReader implements ToolReader {
  private static final Pattern NAME =
      Pattern.compile("(?:([VUB])([0-9]+(?:[._][0-9]+)*)(?:__(.*))?|R__(.+))\\.sql");
  private static final Pattern CALLBACK =
      Pattern.compile("((?:before|after)[A-Z][A-Za-z]*|createSchema)(?:__(.*))?\\.sql");

  /// As Flyway's parser for PostgreSQL finds them, so REINDEX CONCURRENTLY is not among them.
  private static final Pattern NO_TRANSACTION =
      Pattern.compile(
          "(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)\\b.*"
              + "|ALTER SYSTEM\\b.*"
              + "|(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY\\b.*"
              + "|REINDEX( VERBOSE)? (SCHEMA|DATABASE|SYSTEM)\\b.*"
              + "|VACUUM\\b.*"
              + "|DISCARD ALL\\b.*");

  private static final Pattern CONFIGURED =
      Pattern.compile("(?m)^\\s*(?:flyway\\.)?executeInTransaction\\s*[=:]\\s*(true|false)\\s*$");
  private static final Pattern COMMENTED =
      Pattern.compile("(?i)--\\s*flyway:\\s*executeInTransaction\\s*=.*");
  private static final int LEADING_CHARS = 400;

  static boolean takes(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Versions<FlywayVersion> versioned = new Versions<>(Tool.FLYWAY, problems);
    Versions<FlywayVersion> baselines = new Versions<>(Tool.FLYWAY, problems);
    Versions<FlywayVersion> undos = new Versions<>(Tool.FLYWAY, problems);
    List<SourceFile> repeatable = new ArrayList<>();
    List<SourceFile> callbacks = new ArrayList<>();
    for (SourceFile file : sources.files()) {
      Matcher name = NAME.matcher(file.fileName());
      if (file.isStandardInput()) {
        versioned.add(FlywayVersion.of(""), "", file);
      } else if (name.matches() && name.group(4) != null) {
        repeatable.add(file);
      } else if (name.matches()) {
        var others = name.group(1).equals("B") ? baselines : undos;
        FlywayVersion version = FlywayVersion.of(name.group(2));
        (name.group(1).equals("V") ? versioned : others).add(version, version.text(), file);
      } else if (CALLBACK.matcher(file.fileName()).matches()) {
        callbacks.add(file);
      } else {
        problems.notAMigration(Tool.FLYWAY, file, "V12__what_it_does.sql");
      }
    }
    Scripts scripts = new Scripts(sources, problems);
    List<Migration> migrations = new ArrayList<>();
    versioned.forEach(
        (version, file) ->
            migrations.add(
                migration(Migration.Kind.VERSIONED, file, undos.take(version), scripts)));
    baselines.forEach(
        (version, file) ->
            migrations.add(migration(Migration.Kind.BASELINE, file, undos.take(version), scripts)));
    // A version's baseline stands for all up to it, so it comes after them.
    migrations.sort(Comparator.comparing(migration -> FlywayVersion.of(migration.version())));
    repeatable.sort(Comparator.comparing(file -> title(file.fileName())));
    for (SourceFile file : repeatable) {
      migrations.add(unversioned(Migration.Kind.REPEATABLE, file, scripts));
    }
    callbacks.forEach(file -> addCallback(file, scripts, migrations));
    undos.forEach((version, file) -> problems.downWithoutUp(version.text(), file));
    return migrations;
  }

  private static void addCallback(SourceFile file, Scripts scripts, List<Migration> migrations) {
    Migration callback = unversioned(Migration.Kind.CALLBACK, file, scripts);
    if (file.fileName().startsWith("after")) {
      migrations.add(callback);
    } else {
      long earlier =
          migrations.stream()
              .takeWhile(migration -> migration.kind() == Migration.Kind.CALLBACK)
              .count();
      migrations.add((int) earlier, callback);
    }
  }

  private static Migration migration(
      Migration.Kind kind, SourceFile up, Optional<SourceFile> undo, Scripts scripts) {
    return new Migration(
        kind,
        version(up.fileName()),
        title(up.fileName()),
        scripts.of(up),
        undo.map(scripts::of),
        true);
  }

  private static String version(String fileName) {
    Matcher name = NAME.matcher(fileName);
    return name.matches() && name.group(2) != null ? FlywayVersion.of(name.group(2)).text() : "";
  }

  private static Migration unversioned(Migration.Kind kind, SourceFile file, Scripts scripts) {
    return new Migration(
        kind, "", title(file.fileName()), scripts.of(file), Optional.empty(), true);
  }

  private static String title(String fileName) {
    Matcher name = NAME.matcher(fileName);
    if (name.matches()) {
      String title = name.group(4) == null ? name.group(3) : name.group(4);
      return title == null ? "" : title.replace('_', ' ');
    }
    return fileName.replaceFirst("\\.sql$", "").replace("__", ": ");
  }

  /// Makes scripts, and finds out their transactions.
  private record Scripts(SourceSet sources, SourceProblems problems) {
    MigrationScript of(SourceFile file) {
      MigrationScript script = file.script(TransactionMode.WRAPPED);
      Optional<Boolean> configured =
          sources.beside(file, file.fileName() + ".conf").flatMap(Scripts::inTransaction);
      comment(script);
      boolean wrapped = configured.orElseGet(() -> wrapped(script));
      return wrapped
          ? script
          : new MigrationScript(file.name(), script.script(), TransactionMode.PER_STATEMENT);
    }

    private static Optional<Boolean> inTransaction(SourceText configuration) {
      Matcher found = CONFIGURED.matcher(configuration.text());
      return found.find() ? Optional.of(found.group(1).equals("true")) : Optional.empty();
    }

    private boolean wrapped(MigrationScript migration) {
      Script script = migration.script();
      List<Sql> alone = new ArrayList<>();
      int others = 0;
      for (ScriptPart part : script.parts()) {
        if (part instanceof Sql sql) {
          if (NO_TRANSACTION.matcher(leading(script, sql)).matches()) {
            alone.add(sql);
          } else {
            others++;
          }
        }
      }
      if (!alone.isEmpty() && others > 0) {
        problems.error(
            "flyway-mixed-transaction",
            migration.file(),
            script.source().position(alone.getFirst().span().start()).line(),
            "this statement runs in no transaction, others of the script would: Flyway refuses it",
            "Give the statement a migration of its own, or set flyway.mixed=true.");
      }
      return alone.isEmpty();
    }

    /// A habit that Flyway does not know: it reads the file beside the script only.
    private void comment(MigrationScript migration) {
      Script script = migration.script();
      for (Comment comment : script.comments()) {
        if (COMMENTED.matcher(script.source().text(comment.span())).matches()) {
          problems.warning(
              "flyway-comment-without-effect",
              migration.file(),
              script.source().position(comment.span().start()).line(),
              "Flyway does not read executeInTransaction from a comment",
              "Write it to a file with the script's name followed by .conf.");
        }
      }
    }

    private static String leading(Script script, Sql sql) {
      int end = Math.min(sql.span().end(), sql.span().start() + LEADING_CHARS);
      return script
          .source()
          .text()
          .substring(sql.span().start(), end)
          .replaceAll("--[^\\n]*|/\\*[\\s\\S]*?\\*/", " ")
          .replaceAll("\\s+", " ")
          .toUpperCase(Locale.ROOT);
    }
  }
}

package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SchemaSnapshots;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.Excerpt;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SQL that Alembic or EF Core wrote of migrations that are programs. The scripts begin and end
/// their transactions themselves. What they write to the tool's own table is left out.
///
/// In an idempotent script of EF Core each statement is in a `DO` block that asks whether its
/// migration ran before; the contents of the block are read as a statement of the script.
public final class OrmScriptReader implements ToolReader {
  private static final Pattern ALEMBIC =
      Pattern.compile("(?m)^-- Running (upgrade|downgrade) *(\\w*) -> *(\\w*)");
  private static final Pattern EF = Pattern.compile("(?m)^(?!\\s*--).*__EFMigrationsHistory");

  /// The columns of the tool's own table, in either of the spellings that are common.
  private static final String ID = "\"?(?:MigrationId|migration_id)\"?";

  private static final Pattern EF_ID =
      Pattern.compile(
          ID + " = '([^']*)'|\"__EFMigrationsHistory\"\\s*\\([^)]*\\)\\s*VALUES\\s*\\('([^']*)'");
  private static final Pattern EF_BLOCK =
      Pattern.compile(
          "DO (\\$\\w*\\$)\\s+BEGIN\\s+IF NOT EXISTS\\s?\\(SELECT 1 FROM [^;]*?"
              + ID
              + " = '[^']*'\\) THEN(.*?)END IF;\\s+END;? \\1;",
          Pattern.DOTALL);

  /// What asks more than whether the migration ran stays a block.
  private static final Pattern PROCEDURAL =
      Pattern.compile("(?is)\\s*(?:IF|FOR|LOOP|WHILE|PERFORM|EXECUTE|RAISE|BEGIN|DECLARE)\\b.*");
  private static final Pattern OWN_TABLE =
      Pattern.compile(
          "(?is)(?:CREATE TABLE(?: IF NOT EXISTS)?|INSERT INTO|UPDATE|DELETE FROM)\\s+"
              + "(?:[\\w\"]+\\.)?(?:alembic_version|\"__EFMigrationsHistory\")(?!\\w).*");
  private static final Pattern IN_NO_BLOCK =
      Pattern.compile("(?is)(?:(?:CREATE|DROP|REINDEX)\\b.*\\bCONCURRENTLY\\b|VACUUM\\b).*");

  private final Tool tool;

  /// @param tool Alembic or EF Core
  public OrmScriptReader(Tool tool) {
    this.tool = tool;
  }

  /// The tool that wrote a text, by its beginning.
  static Optional<Tool> wrote(String head) {
    if (ALEMBIC.matcher(head).find()) {
      return Optional.of(Tool.ALEMBIC);
    }
    return EF.matcher(head).find() ? Optional.of(Tool.EF_CORE) : Optional.empty();
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    TransactionMode mode = sources.plainTransaction();
    List<Migration> migrations = new ArrayList<>();
    for (SourceFile file : SchemaSnapshots.apart(sources, problems)) {
      migrations.add(tool == Tool.ALEMBIC ? alembic(file, mode) : ef(file, mode, problems));
    }
    return migrations;
  }

  /// A script of downgrades is a way back alone.
  private static Migration alembic(SourceFile file, TransactionMode mode) {
    Matcher step = ALEMBIC.matcher(file.text().text());
    String version = "";
    boolean back = true;
    while (step.find()) {
      boolean upgrade = step.group(1).equals("upgrade");
      version = step.group(upgrade ? 3 : 2);
      back &= !upgrade;
    }
    back &= !version.isEmpty();
    MigrationScript script = withoutOwnTable(file, ScriptSplitter.split(file.text()), mode);
    return new Migration(
        Migration.Kind.VERSIONED,
        version,
        file.fileName(),
        back ? file.script(mode, new Span(0, 0)) : script,
        back ? Optional.of(script) : Optional.empty(),
        true);
  }

  private static Migration ef(SourceFile file, TransactionMode mode, SourceProblems problems) {
    String text = file.text().text();
    List<Span> pieces = new ArrayList<>();
    Matcher block = EF_BLOCK.matcher(text);
    int from = 0;
    while (block.find()) {
      if (PROCEDURAL.matcher(block.group(2)).matches()) {
        continue;
      }
      pieces.add(new Span(from, block.start()));
      Span inside = new Span(block.start(2), block.end(2));
      pieces.add(inside);
      from = block.end();
      if (IN_NO_BLOCK.matcher(text.substring(inside.start(), inside.end()).strip()).matches()) {
        problems.error(
            "ef-statement-in-block",
            file.name(),
            file.text().position(inside.start()).line() + 1,
            "the server refuses this statement in a DO block, so the script fails here",
            "Write a script of this migration without --idempotent.");
      }
    }
    pieces.add(new Span(from, text.length()));
    Script script = ScriptSplitter.split(Excerpt.of(file.text(), pieces), pieces);
    return new Migration(
        Migration.Kind.VERSIONED,
        lastEfMigration(text),
        file.fileName(),
        withoutOwnTable(file, script, mode),
        Optional.empty(),
        true);
  }

  private static String lastEfMigration(String text) {
    return EF_ID
        .matcher(text)
        .results()
        .map(id -> id.group(1) == null ? id.group(2) : id.group(1))
        .reduce("", (before, last) -> last);
  }

  private static MigrationScript withoutOwnTable(
      SourceFile file, Script script, TransactionMode mode) {
    List<ScriptPart> parts =
        script.parts().stream()
            .filter(
                part ->
                    !(part instanceof ScriptPart.Sql sql
                        && OWN_TABLE.matcher(script.text(sql)).matches()))
            .toList();
    // Nobody edits what a tool writes again.
    return MigrationScript.generated(
        file.name(), new Script(script.source(), parts, script.comments()), mode);
  }
}

package dev.ballast.migrations.pgroll;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.document.Document;
import dev.ballast.migrations.document.Document.Tree;
import dev.ballast.migrations.document.Document.Unreadable;
import dev.ballast.migrations.document.Element;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.migrations.liquibase.LinedText;
import dev.ballast.migrations.tool.ToolReader;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// pgroll: a list of operations for each file of YAML or JSON, in the order of the files' names.
///
/// What is SQL in them is judged: `sql` as it is written, and what `drop_table` and `drop_column`
/// do when the migration is completed. pgroll changes a schema by expand/contract in all other
/// operations; these are named, and not judged.
public final class PgrollReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]*)_?(.*)\\.(?:ya?ml|json)");
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final int NAMED = 10;

  /// pgroll bounds the wait for locks itself, and tries again.
  private static final String BOUNDED = "SET lock_timeout = '500ms'; ";

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    for (SourceFile file : sources.files()) {
      problems.notAMigration(Tool.PGROLL, file, "01_what_it_does.yaml");
    }
    List<FoundFile> files = new ArrayList<>(sources.companions(Companion.PGROLL_MIGRATION));
    files.sort(Comparator.comparing(FoundFile::name));
    List<Migration> migrations = new ArrayList<>();
    for (FoundFile file : files) {
      sources
          .texts()
          .read(file.path(), file.name())
          .flatMap(text -> migration(file, text, problems))
          .ifPresent(migrations::add);
    }
    return migrations;
  }

  private static Optional<Migration> migration(
      FoundFile file, SourceText text, SourceProblems problems) {
    return switch (Document.read(file.relative(), text)) {
      case Tree tree -> migration(file, tree.root(), problems);
      case Unreadable unreadable -> {
        problems.error(
            "pgroll-unreadable",
            file.name(),
            unreadable.line(),
            unreadable.reason(),
            "Repair the file; pgroll reads its operations from it.");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Migration> migration(
      FoundFile file, Element root, SourceProblems problems) {
    LinedText forwards = new LinedText();
    LinedText back = new LinedText();
    List<String> byPgroll = new ArrayList<>();
    int line = 0;
    for (Element operations : root.children("operations").toList()) {
      for (Element operation : operations.children()) {
        if (!write(operation, forwards, back)) {
          byPgroll.add(operation.name());
          line = line == 0 ? operation.line() : line;
        }
      }
    }
    if (!byPgroll.isEmpty()) {
      problems.info(
          "pgroll-operation",
          file.name(),
          line,
          named(byPgroll) + ": by pgroll (expand/contract), not judged",
          "Nothing to do; the schema that it makes is not known to later migrations.");
    }
    if (forwards.length() == 0) {
      return Optional.empty();
    }
    Matcher name = NAME.matcher(file.relative().substring(file.relative().lastIndexOf('/') + 1));
    boolean named = name.matches();
    return Optional.of(
        new Migration(
            Migration.Kind.VERSIONED,
            named ? name.group(1) : "",
            named ? name.group(2).replace('_', ' ') : file.relative(),
            script(file, forwards),
            back.length() == 0 ? Optional.empty() : Optional.of(script(file, back)),
            true));
  }

  /// False where pgroll does more than one statement that is written there.
  private static boolean write(Element operation, LinedText forwards, LinedText back) {
    return switch (operation.name()) {
      case "sql" -> {
        operation.text("up").ifPresent(up -> statement(forwards, up));
        operation.text("down").ifPresent(down -> statement(back, down));
        yield true;
      }
      case "drop_table" -> {
        operation
            .value("name")
            .ifPresent(
                table ->
                    statement(
                        forwards,
                        new Element.Text("DROP TABLE " + quoted(table), operation.line())));
        yield true;
      }
      case "drop_column" -> {
        String sql =
            "ALTER TABLE %s DROP COLUMN %s"
                .formatted(
                    quoted(operation.value("table").orElse("")),
                    quoted(operation.value("column").orElse("")));
        statement(forwards, new Element.Text(sql, operation.line()));
        yield true;
      }
      default -> false;
    };
  }

  private static String named(List<String> operations) {
    List<String> kinds = operations.stream().distinct().toList();
    return kinds.size() <= NAMED
        ? String.join(", ", kinds)
        : String.join(", ", kinds.subList(0, NAMED)) + " and others";
  }

  private static void statement(LinedText out, Element.Text sql) {
    if (out.length() == 0) {
      out.at(sql.line()).add(BOUNDED);
    }
    out.add(sql).add("\n;");
  }

  private static MigrationScript script(FoundFile file, LinedText text) {
    return MigrationScript.generated(
        file.name(),
        ScriptSplitter.split(SourceText.of(text.toString())),
        TransactionMode.PER_STATEMENT);
  }

  private static String quoted(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}

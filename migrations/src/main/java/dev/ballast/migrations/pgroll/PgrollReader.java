package dev.ballast.migrations.pgroll;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.Migration.WithoutDown;
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
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// pgroll: a list of operations for each file of YAML or JSON, in the order of the files' names.
///
/// What is SQL in them is judged: `sql` as it is written, and what `drop_table` and `drop_column`
/// do when the migration is completed. pgroll changes a schema by expand/contract in all other
/// operations; these are named, and not judged. What pgroll refuses is reported.
public final class PgrollReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]*)_?(.*)\\.(?:ya?ml|json)");
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  /// As `op_common.go` of pgroll names them, beside `sql`.
  private static final Set<String> OPERATIONS =
      Set.of(
          "create_table",
          "rename_table",
          "rename_column",
          "drop_table",
          "add_column",
          "drop_column",
          "alter_column",
          "create_index",
          "drop_index",
          "rename_constraint",
          "drop_constraint",
          "set_replica_identity",
          "drop_multicolumn_constraint",
          "create_constraint");

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
    List<Element> operations =
        root.children("operations").flatMap(list -> list.children().stream()).toList();
    for (Element operation : operations) {
      refusal(operation, operations.size() > 1)
          .ifPresent(
              why ->
                  problems.error(
                      "pgroll-refused",
                      file.name(),
                      operation.line(),
                      why + ", so pgroll refuses the file",
                      "See the page of the operation in pgroll's manual."));
      if (!write(operation, forwards, back)) {
        byPgroll.add(operation.name());
        line = line == 0 ? operation.line() : line;
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
                script(file, forwards, operations),
                back.length() == 0 ? Optional.empty() : Optional.of(script(file, back, operations)),
                true)
            .withoutDown(withoutDown(operations)));
  }

  /// pgroll itself rolls back all but the text of `sql`.
  private static WithoutDown withoutDown(List<Element> operations) {
    return operations.stream()
        .filter(operation -> operation.name().equals("sql") && !operation.is("onComplete", "true"))
        .filter(operation -> operation.value("down").isEmpty())
        .findFirst()
        .<WithoutDown>map(operation -> new WithoutDown.Missing(operation.line()))
        .orElseGet(WithoutDown.NotNeeded::new);
  }

  private static Optional<String> refusal(Element operation, boolean withOthers) {
    if (!operation.name().equals("sql")) {
      return OPERATIONS.contains(operation.name())
          ? Optional.empty()
          : Optional.of("there is no operation " + operation.name());
    }
    boolean onComplete = operation.is("onComplete", "true");
    if (operation.value("up").isEmpty()) {
      return Optional.of("the operation sql has no up");
    }
    if (onComplete && operation.value("down").isPresent()) {
      return Optional.of("with onComplete there is no down");
    }
    return withOthers && !onComplete
        ? Optional.of("sql stands alone in a migration, unless it is run onComplete")
        : Optional.empty();
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

  /// The text of one `sql` is one query: several statements in it are one transaction.
  private static MigrationScript script(FoundFile file, LinedText text, List<Element> operations) {
    Script script = ScriptSplitter.split(SourceText.of(text.toString()));
    boolean oneText = operations.size() == 1 && operations.getFirst().name().equals("sql");
    // Beside the one that sets pgroll's bound.
    boolean several = script.parts().size() > 2;
    return MigrationScript.generated(
        file.name(),
        script,
        oneText && several ? TransactionMode.ONE_QUERY : TransactionMode.PER_STATEMENT);
  }

  private static String quoted(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}

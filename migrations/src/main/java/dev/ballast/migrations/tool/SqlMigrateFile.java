package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.sql.script.Excerpt;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is in one file of sql-migrate: its two directions, each of which may stand in several
/// stretches, and the blocks that it sends as they are. Annotations have one spelling.
final class SqlMigrateFile {
  private static final Pattern MARK = Pattern.compile("-- \\+migrate\\s+(\\S+)(?:\\s+(.*?))?\\s*");

  private final SourceFile file;
  private final SourceText text;
  private final SourceProblems problems;
  private final Direction up = new Direction();
  private final Direction down = new Direction();
  private final List<Span> blocks = new ArrayList<>();
  private Optional<Direction> open = Optional.empty();
  private int openStart;
  private int blockStart = -1;

  private SqlMigrateFile(SourceFile file, SourceProblems problems) {
    this.file = file;
    this.text = file.text();
    this.problems = problems;
  }

  /// The stretches of one direction.
  private static final class Direction {
    private final List<Span> stretches = new ArrayList<>();
    private boolean wrapped = true;
  }

  /// Empty where sql-migrate would refuse the whole file.
  static Optional<SqlMigrateFile> read(SourceFile file, SourceProblems problems) {
    SqlMigrateFile content = new SqlMigrateFile(file, problems);
    for (int number = 1; number <= content.text.lines(); number++) {
      Span line = content.text.lineSpan(number);
      Matcher mark = MARK.matcher(content.text.text(line));
      if (mark.matches()) {
        String options = mark.group(2) == null ? "" : mark.group(2);
        content.mark(mark.group(1), List.of(options.split("\\s+", -1)), line, number);
      }
    }
    content.end(content.text.text().length());
    if (content.up.stretches.isEmpty()) {
      problems.error(
          "up-missing",
          file.name(),
          0,
          "there is no line -- +migrate Up, so sql-migrate refuses the file",
          "Put it before the first statement.");
      return Optional.empty();
    }
    return Optional.of(content);
  }

  private void mark(String command, List<String> options, Span line, int number) {
    switch (command) {
      case "Up" -> begin(up, options, line);
      case "Down" -> begin(down, options, line);
      case "StatementBegin" -> blockStart = line.start();
      case "StatementEnd" -> {
        if (blockStart >= 0) {
          blocks.add(new Span(blockStart, line.end()));
        }
        blockStart = -1;
      }
      default ->
          problems.warning(
              "sql-migrate-annotation-unknown",
              file.name(),
              number,
              "sql-migrate has no annotation " + command + ", and ignores the line",
              "Its annotations are Up, Down, StatementBegin and StatementEnd, in this spelling.");
    }
  }

  private void begin(Direction direction, List<String> options, Span line) {
    end(line.start());
    direction.wrapped &= !options.contains("notransaction");
    open = Optional.of(direction);
    openStart = line.end();
  }

  private void end(int at) {
    open.ifPresent(direction -> direction.stretches.add(new Span(openStart, at)));
    open = Optional.empty();
  }

  Migration migration(String version, String title) {
    MigrationScript forwards = script(up);
    Optional<MigrationScript> back =
        Optional.of(script(down)).filter(script -> !script.script().parts().isEmpty());
    cuts(forwards.script());
    back.ifPresent(script -> cuts(script.script()));
    return new Migration(Migration.Kind.VERSIONED, version, title, forwards, back, true);
  }

  private MigrationScript script(Direction direction) {
    Script script =
        ScriptSplitter.split(Excerpt.of(text, direction.stretches), direction.stretches);
    return new MigrationScript(
        file.name(),
        script,
        direction.wrapped ? TransactionMode.WRAPPED : TransactionMode.PER_STATEMENT);
  }

  private void cuts(Script script) {
    LineEnds ends = LineEnds.of(script, text, blocks);
    for (int line : ends.cut()) {
      problems.error(
          "sql-migrate-statement-cut",
          file.name(),
          line,
          "sql-migrate ends the statement at this line's semicolon, in the middle of it",
          "Put -- +migrate StatementBegin before it and -- +migrate StatementEnd after it.");
    }
    for (int line : ends.open()) {
      problems.error(
          "sql-migrate-semicolon-missing",
          file.name(),
          line,
          "this statement has no semicolon at its end, so sql-migrate refuses the file",
          "End it with a semicolon.");
    }
  }
}

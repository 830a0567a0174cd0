package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptPart.Sql;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is in one file of goose: its two directions, and the blocks it sends as they are.
///
/// Outside such blocks goose ends a statement at every line that ends in a semicolon, whatever it
/// stands in; so a body in dollar quotes breaks there.
final class GooseFile {
  private static final String MARK = "+goose";
  private static final String ID_CUT = "goose-statement-cut";
  private static final String ID_BLOCK = "goose-block-open";

  private final SourceFile file;
  private final SourceText text;
  private final SourceProblems problems;
  private final List<Span> blocks = new ArrayList<>();
  private boolean wrapped = true;
  private int upStart = -1;
  private int upEnd;
  private int downStart = -1;
  private int blockStart = -1;

  private GooseFile(SourceFile file, SourceProblems problems) {
    this.file = file;
    this.text = file.text();
    this.problems = problems;
  }

  /// Empty where goose would refuse the whole file.
  static Optional<GooseFile> read(SourceFile file, SourceProblems problems) {
    GooseFile content = new GooseFile(file, problems);
    for (int number = 1; number <= content.text.lines(); number++) {
      Span line = content.text.lineSpan(number);
      String words = content.text.text(line);
      if (words.startsWith("--") && words.contains(MARK)) {
        content.mark(annotation(words), line, number);
      }
    }
    if (content.blockStart >= 0) {
      int line = content.text.position(content.blockStart).line();
      content.error(ID_BLOCK, line, "this block has no -- +goose StatementEnd");
    }
    if (content.upStart < 0) {
      content.error("up-missing", 0, "there is no line -- +goose Up");
      return Optional.empty();
    }
    return Optional.of(content);
  }

  /// As `extractAnnotation` in goose's parser reads it: without regard to upper and lower case.
  private static String annotation(String line) {
    return line.replace("--", "")
        .replaceFirst(Pattern.quote(MARK), "")
        .strip()
        .toUpperCase(Locale.ROOT);
  }

  private void error(String id, int line, String what) {
    problems.error(
        id,
        file.name(),
        line,
        what + ", so goose refuses the file",
        "See goose's manual, SQL migrations.");
  }

  private void mark(String words, Span line, int number) {
    switch (words) {
      case "UP" -> {
        if (upStart >= 0) {
          error("goose-up-twice", number, "this is the second -- +goose Up");
        } else {
          upStart = line.end();
          upEnd = text.text().length();
        }
      }
      case "DOWN" -> {
        if (downStart < 0) {
          downStart = line.end();
          upEnd = line.start();
        }
      }
      case "NO TRANSACTION" -> wrapped = false;
      case "STATEMENTBEGIN" -> blockStart = line.start();
      case "STATEMENTEND" -> {
        if (blockStart < 0) {
          error(ID_BLOCK, number, "this StatementEnd has no StatementBegin");
        } else {
          blocks.add(new Span(blockStart, line.end()));
        }
        blockStart = -1;
      }
      default -> {
        // A comment like any other.
      }
    }
  }

  Migration migration(String version, String title) {
    TransactionMode mode = wrapped ? TransactionMode.WRAPPED : TransactionMode.PER_STATEMENT;
    MigrationScript up = file.script(mode, new Span(upStart, Math.max(upStart, upEnd)));
    Optional<MigrationScript> down = Optional.empty();
    if (downStart >= 0) {
      MigrationScript script = file.script(mode, new Span(downStart, text.text().length()));
      down = Optional.of(script).filter(it -> !it.script().parts().isEmpty());
    }
    cuts(up.script());
    down.ifPresent(script -> cuts(script.script()));
    return new Migration(Migration.Kind.VERSIONED, version, title, up, down, true);
  }

  /// Statements that goose cuts in the middle, or never sees the end of.
  private void cuts(Script script) {
    for (ScriptPart part : script.parts()) {
      if (!(part instanceof Sql sql) || inBlock(sql.span())) {
        continue;
      }
      int first = text.position(sql.span().start()).line();
      int last = text.position(sql.span().end()).line();
      for (int number = first; number < last; number++) {
        if (endsWithSemicolon(text.line(number))) {
          problems.error(
              ID_CUT,
              file.name(),
              number,
              "goose ends the statement at this line's semicolon, in the middle of it",
              "Put -- +goose StatementBegin before it and -- +goose StatementEnd after it.");
          break;
        }
      }
      if (!sql.terminated()) {
        error("goose-semicolon-missing", first, "this statement has no semicolon at its end");
      }
    }
  }

  private boolean inBlock(Span span) {
    return blocks.stream()
        .anyMatch(block -> block.start() <= span.start() && span.end() <= block.end());
  }

  /// Whether the last word before one that starts a comment ends in a semicolon.
  private static boolean endsWithSemicolon(String line) {
    String before = "";
    for (String word : line.strip().split("\\s+", -1)) {
      if (word.startsWith("--")) {
        break;
      }
      before = word;
    }
    return before.endsWith(";");
  }
}

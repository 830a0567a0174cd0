package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is in one file of goose: its two directions, and the blocks it sends as they are. Its
/// annotations may be written in either case.
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
      if (content.text.text().startsWith("--", line.start())) {
        String words = content.text.text(line).substring(2).strip();
        if (words.startsWith(MARK)) {
          content.mark(words.substring(MARK.length()).strip(), line, number);
        }
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

  private void error(String id, int line, String what) {
    problems.error(
        id,
        file.name(),
        line,
        what + ", so goose refuses the file",
        "See goose's manual, SQL migrations.");
  }

  private void mark(String words, Span line, int number) {
    switch (words.toUpperCase(Locale.ROOT)) {
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
      case "ENVSUB ON", "ENVSUB OFF", "ENVSUBST ON", "ENVSUBST OFF" -> {
        // Which of the `${name}` goose fills; none is known here.
      }
      default ->
          problems.warning(
              "goose-annotation-unknown",
              file.name(),
              number,
              "goose has no annotation " + words + ", so it refuses the file or ignores the line",
              "See goose's manual, SQL migrations.");
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
    LineEnds ends = LineEnds.of(script, text, blocks);
    for (int line : ends.cut()) {
      problems.error(
          ID_CUT,
          file.name(),
          line,
          "goose ends the statement at this line's semicolon, in the middle of it",
          "Put -- +goose StatementBegin before it and -- +goose StatementEnd after it.");
    }
    for (int line : ends.open()) {
      error("goose-semicolon-missing", line, "this statement has no semicolon at its end");
    }
  }
}

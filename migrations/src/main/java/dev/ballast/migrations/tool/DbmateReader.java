package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// dbmate: `<number>_<title>.sql` with `-- migrate:up` and `-- migrate:down` blocks, in the order
/// of the numbers.
///
/// A block is sent to the server as one text, within a transaction. With `transaction:false` only
/// the transaction goes: the text is still one query.
public final class DbmateReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]+)(.*)\\.sql");
  private static final Pattern BLOCK = Pattern.compile("--\\s*migrate:(up|down)(?:\\s+(.*?))?\\s*");

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Versions<VersionNumber> versions =
        new NumberedFiles(Tool.DBMATE, NAME, "20261120093000_what_it_does.sql")
            .of(sources.files(), problems);
    List<Migration> migrations = new ArrayList<>();
    versions.forEach(
        (version, file) ->
            read(file, version.text(), title(file), problems).ifPresent(migrations::add));
    return migrations;
  }

  private static String title(SourceFile file) {
    Matcher name = NAME.matcher(file.fileName());
    return name.matches() ? name.group(2).replace('_', ' ').strip() : file.name();
  }

  private static Optional<Migration> read(
      SourceFile file, String version, String title, SourceProblems problems) {
    List<Block> blocks = blocks(file.text());
    Block up = blocks.stream().filter(Block::up).findFirst().orElse(null);
    if (up == null) {
      problems.error(
          "up-missing",
          file.name(),
          0,
          "there is no line -- migrate:up, so dbmate refuses the file",
          "Put it before the first statement.");
      return Optional.empty();
    }
    Span before = new Span(0, up.text().start());
    int line = up.line();
    if (!ScriptSplitter.split(file.text(), before).parts().isEmpty()) {
      problems.error(
          "statement-outside",
          file.name(),
          line,
          "statements stand before -- migrate:up, which dbmate refuses",
          "Move them below that line.");
    }
    Optional<Block> down = blocks.stream().filter(block -> !block.up()).findFirst();
    return Optional.of(
        new Migration(
            Migration.Kind.VERSIONED,
            version,
            title,
            file.script(up.mode(), up.text()),
            down.map(block -> file.script(block.mode(), block.text()))
                .filter(script -> !script.script().parts().isEmpty()),
            true));
  }

  /// dbmate looks for the lines wherever they stand, also within strings.
  private static List<Block> blocks(SourceText text) {
    List<Block> blocks = new ArrayList<>();
    for (int number = 1; number <= text.lines(); number++) {
      Span line = text.lineSpan(number);
      if (!text.text().startsWith("--", line.start())) {
        continue;
      }
      Matcher mark = BLOCK.matcher(text.text(line));
      if (mark.matches()) {
        endLast(blocks, line.start());
        String options = mark.group(2) == null ? "" : mark.group(2);
        boolean wrapped = !List.of(options.split("\\s+", -1)).contains("transaction:false");
        Span rest = new Span(line.end(), text.text().length());
        blocks.add(new Block(mark.group(1).equals("up"), wrapped, number, rest));
      }
    }
    return blocks;
  }

  private static void endLast(List<Block> blocks, int end) {
    if (!blocks.isEmpty()) {
      Block last = blocks.removeLast();
      blocks.add(
          new Block(last.up(), last.wrapped(), last.line(), new Span(last.text().start(), end)));
    }
  }

  private record Block(boolean up, boolean wrapped, int line, Span text) {
    TransactionMode mode() {
      return wrapped ? TransactionMode.WRAPPED : TransactionMode.ONE_QUERY;
    }
  }
}

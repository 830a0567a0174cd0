package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.sql.script.Excerpt;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of a file of formatted SQL that Liquibase reads as its own. It looks at lines only, so
/// such a line counts wherever it stands.
final class LiquibaseFile {
  private static final Pattern FIRST_LINE =
      Pattern.compile("\\A\\uFEFF?\\s*--\\s*liquibase\\s*formatted", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHANGESET =
      ignoringCase("\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+)(.*)");
  private static final Pattern UNNAMED = ignoringCase("\\s*--\\s*changeset\\b.*");
  private static final Pattern COMMENT = ignoringCase("\\s*--\\s*comment:?\\s+(.*)");
  private static final Pattern ROLLBACK = ignoringCase("\\s*--\\s*rollback(\\s.*)?");
  private static final Pattern BLOCK = ignoringCase("\\s*/\\*\\s*liquibase\\s*rollback\\s*");
  private static final Pattern IGNORE = ignoringCase("\\s*--\\s*ignoreLines:(\\w+)\\s*");

  private final SourceFile file;
  private final SourceText text;
  private final SourceProblems problems;
  private final List<Changeset.Lines> found = new ArrayList<>();
  private final List<Span> shown = new ArrayList<>();
  private final List<Span> rollbacks = new ArrayList<>();
  private int shownFrom;
  private boolean inRollback;

  LiquibaseFile(SourceFile file, SourceProblems problems) {
    this.file = file;
    this.text = file.text();
    this.problems = problems;
  }

  static boolean takes(SourceText text) {
    return FIRST_LINE.matcher(text.text()).find();
  }

  private static Pattern ignoringCase(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  List<Changeset> changesets() {
    int hidden = 0;
    for (int number = 1; number <= text.lines(); number++) {
      Span line = text.lineSpan(number);
      if (hidden > 0) {
        hidden--;
        continue;
      }
      if (text.text().startsWith("--", firstLetter(line))) {
        Matcher ignore = IGNORE.matcher(text.text(line));
        if (ignore.matches()) {
          hidden = hide(ignore.group(1), number);
          continue;
        }
      }
      read(line, number);
    }
    shown.add(new Span(shownFrom, text.text().length()));
    return finish();
  }

  private int firstLetter(Span line) {
    int at = line.start();
    while (at < line.end() && Character.isWhitespace(text.text().charAt(at))) {
      at++;
    }
    return at;
  }

  /// How many lines from here on Liquibase ignores.
  private int hide(String howMany, int number) {
    int lines = 0;
    if (howMany.equalsIgnoreCase("start")) {
      int end = number + 1;
      while (end <= text.lines() && !isIgnoreEnd(text.line(end))) {
        end++;
      }
      lines = Math.min(end, text.lines()) - number;
    } else if (howMany.matches("[0-9]{1,6}")) {
      lines = Math.min(Integer.parseInt(howMany), text.lines() - number);
    }
    if (lines > 0) {
      shown.add(new Span(shownFrom, text.lineSpan(number).end()));
      shownFrom = text.lineSpan(number + lines).end();
    }
    return lines;
  }

  private static boolean isIgnoreEnd(String line) {
    Matcher ignore = IGNORE.matcher(line);
    return ignore.matches() && ignore.group(1).equalsIgnoreCase("end");
  }

  private void read(Span span, int number) {
    int first = firstLetter(span);
    if (inRollback) {
      blockLine(span);
    } else if (text.text().startsWith("--", first)) {
      comment(span, number);
    } else if (text.text().startsWith("/*", first) && !found.isEmpty()) {
      if (BLOCK.matcher(text.text(span)).matches()) {
        inRollback = true;
        found.getLast().rollsBack();
      }
    }
  }

  private void blockLine(Span span) {
    String line = text.text(span).stripTrailing();
    boolean last = line.endsWith("*/");
    int end = span.start() + line.length() - (last ? 2 : 0);
    rollbacks.add(new Span(span.start(), end));
    inRollback = !last;
  }

  private void comment(Span span, int number) {
    String line = text.text(span);
    Matcher changeset = CHANGESET.matcher(line);
    if (changeset.matches()) {
      end(span.start());
      String name = unquoted(changeset.group(1)) + ":" + unquoted(changeset.group(2));
      found.add(new Changeset.Lines(name, changeset.group(3), number, span.end()));
      return;
    }
    if (UNNAMED.matcher(line).matches()) {
      problems.error(
          "changeset-unnamed",
          file.name(),
          number,
          "this changeset has no author:id",
          "Write --changeset author:id; Liquibase refuses the file as it is.");
      return;
    }
    Matcher rollback = ROLLBACK.matcher(line);
    if (found.isEmpty()) {
      return;
    }
    Matcher comment = COMMENT.matcher(line);
    if (comment.matches()) {
      found.getLast().comment(comment.group(1).strip());
    } else if (rollback.matches()) {
      rollback(rollback, span, number);
    }
  }

  private void rollback(Matcher line, Span span, int number) {
    String sql = line.group(1) == null ? "" : line.group(1).strip();
    if (sql.regionMatches(true, 0, "changesetId:", 0, "changesetId:".length())) {
      problems.info(
          "rollback-elsewhere",
          file.name(),
          number,
          "the way back is another changeset, which is not read as one",
          "Nothing to do; the other changeset is judged where it stands.");
      return;
    }
    found.getLast().rollsBack();
    boolean nothing = sql.equalsIgnoreCase("empty") || sql.equalsIgnoreCase("not required");
    if (!nothing && !sql.isEmpty()) {
      rollbacks.add(new Span(span.start() + line.start(1), span.end()));
    }
  }

  private static String unquoted(String name) {
    String stripped = name.strip();
    return stripped.startsWith("\"") && stripped.endsWith("\"") && stripped.length() > 1
        ? stripped.substring(1, stripped.length() - 1)
        : stripped;
  }

  private void end(int at) {
    if (found.isEmpty()) {
      if (!ScriptSplitter.split(text, new Span(0, at)).parts().isEmpty()) {
        problems.warning(
            "statement-outside",
            file.name(),
            text.position(at).line(),
            "statements stand before the first changeset, where Liquibase does not run them",
            "Move them below a --changeset line.");
      }
    } else {
      found.getLast().end(at);
    }
  }

  private List<Changeset> finish() {
    end(text.text().length());
    Excerpt forwards = Excerpt.of(text, shown);
    Excerpt back = Excerpt.of(text, rollbacks);
    List<Changeset> changesets = new ArrayList<>();
    for (Changeset.Lines lines : found) {
      changesets.add(lines.read(forwards, back));
    }
    return changesets;
  }
}

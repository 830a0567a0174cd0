package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Running;
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

/// One changeset of Liquibase's formatted SQL.
///
/// @param name `author:id`
/// @param attributes what stands behind the name
/// @param line of its header, from 1
/// @param body from its header to the next
/// @param rollsBack whether it says how it is taken back, be it by doing nothing
record Changeset(
    String name,
    String attributes,
    int line,
    String comment,
    Span body,
    boolean rollsBack,
    Excerpt forwards,
    Excerpt back) {
  private static final Pattern PRECONDITION = Pattern.compile("(?im)^\\s*--\\s*precondition");

  /// Gathers a changeset's lines while its file is read. Not thread-safe.
  static final class Lines {
    private final String name;
    private final String attributes;
    private final int line;
    private final int start;
    private int end;
    private String comment = "";
    private boolean rollsBack;

    Lines(String name, String attributes, int line, int start) {
      this.name = name;
      this.attributes = attributes;
      this.line = line;
      this.start = start;
    }

    void comment(String value) {
      comment = comment.isEmpty() ? value : comment;
    }

    void rollsBack() {
      rollsBack = true;
    }

    void end(int at) {
      end = at;
    }

    Changeset read(Excerpt forwards, Excerpt back) {
      Span body = new Span(start, end);
      return new Changeset(name, attributes, line, comment, body, rollsBack, forwards, back);
    }
  }

  private Optional<String> attribute(String key) {
    Matcher found =
        Pattern.compile("(?i)(?:^|\\s)" + key + ":(?:\"([^\"]*)\"|(\\S*))").matcher(attributes);
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(found.group(1) == null ? found.group(2) : found.group(1));
  }

  private boolean is(String key, String value) {
    return attribute(key).filter(value::equalsIgnoreCase).isPresent();
  }

  /// Whether Liquibase runs it on PostgreSQL at all; said where it does not.
  boolean runsOnPostgres(String file, SourceProblems problems) {
    Optional<String> context = attribute("context").or(() -> attribute("contextFilter"));
    boolean meant =
        Databases.includePostgres(attribute("dbms")) && !Databases.contextExcludesPostgres(context);
    if (!meant || is("ignore", "true")) {
      problems.info(
          "changeset-left-out",
          file,
          line,
          "changeset " + name + (meant ? " is to be ignored" : " is not for PostgreSQL"),
          "Nothing to do; it was not read.");
      return false;
    }
    return true;
  }

  Migration migration(SourceFile file, SourceProblems problems) {
    boolean repeatable = is("runOnChange", "true") || is("runAlways", "true");
    Script up = up(file.text());
    if (up.parts().isEmpty()) {
      problems.warning(
          "file-empty",
          file.name(),
          line,
          "changeset " + name + " holds no statement",
          "Remove it, or write what it must do.");
    }
    Optional<MigrationScript> down =
        rollsBack
            ? Optional.of(file.script(ScriptSplitter.split(back, body), mode()))
            : Optional.empty();
    return new Migration(
            repeatable ? Migration.Kind.REPEATABLE : Migration.Kind.VERSIONED,
            name,
            comment,
            file.script(up, mode()).running(running(file.text())),
            down,
            true)
        .withoutDown(
            up.parts().isEmpty()
                ? new Migration.WithoutDown.NotNeeded()
                : new Migration.WithoutDown.Missing(line));
  }

  private Running running(SourceText text) {
    return PRECONDITION.matcher(text.text()).region(body.start(), body.end()).find()
        ? Running.PRECONDITIONED
        : Running.DECLARED;
  }

  private TransactionMode mode() {
    if (!is("runInTransaction", "false")) {
      return TransactionMode.WRAPPED;
    }
    return is("splitStatements", "false")
        ? TransactionMode.ONE_QUERY
        : TransactionMode.PER_STATEMENT;
  }

  private Script up(SourceText text) {
    String delimiter = attribute("endDelimiter").orElse(";");
    if (delimiter.equals(";") || delimiter.isEmpty()) {
      return ScriptSplitter.split(forwards, body);
    }
    List<Span> stretches = new ArrayList<>();
    int from = body.start();
    for (int number = line + 1; from < body.end(); number++) {
      boolean last = number > text.lines() || text.lineSpan(number).start() >= body.end();
      Span row = last ? new Span(body.end(), body.end()) : text.lineSpan(number);
      int end = last ? body.end() : delimiterAt(text, row, delimiter);
      if (end >= 0) {
        stretches.add(new Span(from, end));
        from = row.end();
      }
    }
    return ScriptSplitter.split(forwards, stretches);
  }

  /// Where a delimiter at a line's end begins; -1 where there is none. One of letters or a slash
  /// stands alone in its line.
  private static int delimiterAt(SourceText text, Span row, String delimiter) {
    String line = text.text(row).stripTrailing();
    int at = line.length() - delimiter.length();
    boolean alone = delimiter.equals("/") || Character.isLetter(delimiter.charAt(0));
    boolean found =
        at >= 0
            && line.regionMatches(true, at, delimiter, 0, delimiter.length())
            && (!alone || line.substring(0, at).isBlank());
    return found ? row.start() + at : -1;
  }
}

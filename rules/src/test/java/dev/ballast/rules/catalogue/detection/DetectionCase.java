package dev.ballast.rules.catalogue.detection;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A migration of the corpus.
///
/// In the files a case is a line `-- [rule] text`, for a harmless one `-- text`, and the statements
/// below it. Where the text ends with `(refused: 25001)`, that is the SQLSTATE the server answers.
///
/// @param line of the file, from 1, where it begins
/// @param rule the rule that must find it; empty for a harmless one
/// @param refusal the SQLSTATE of the error that the server must answer with, if any
/// @param bounded whether it begins with a `lock_timeout`; it does not where the text ends with
///     `(no lock_timeout)`, since there the hazard is a wait without a bound
public record DetectionCase(
    int line,
    Optional<String> rule,
    String text,
    Optional<String> refusal,
    boolean bounded,
    String sql) {
  private static final String LOCK_TIMEOUT = "SET lock_timeout = '2s';\n";
  private static final String STATEMENT_TIMEOUT = "SET statement_timeout = '60s';\n";

  private static final int MAJOR = 18;
  private static final Pattern HEAD =
      Pattern.compile(
          "-- (?:\\[([a-z0-9-]+)] )?(.+?)( \\(no lock_timeout\\))?(?: \\(refused: ([0-9A-Z]{5})\\))?");

  /// The cases of a file. What stands before its first empty line is about the file itself.
  public static List<DetectionCase> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("while reading " + file, e);
    }
    List<DetectionCase> cases = new ArrayList<>();
    int at = lines.indexOf("") + 1;
    while (at < lines.size()) {
      Matcher head = HEAD.matcher(lines.get(at));
      if (!head.matches()) {
        throw new IllegalStateException(file + ":" + (at + 1) + " begins no case");
      }
      int end = at + 1;
      while (end < lines.size() && !lines.get(end).startsWith("-- ")) {
        end++;
      }
      cases.add(
          new DetectionCase(
              at + 1,
              Optional.ofNullable(head.group(1)),
              head.group(2),
              Optional.ofNullable(head.group(4)),
              head.group(3) == null,
              String.join("\n", lines.subList(at + 1, end)).strip() + "\n"));
      at = end;
    }
    return List.copyOf(cases);
  }

  /// As a tool gets it: the two bounds stand before it, so that nobody asks for them instead of
  /// looking further.
  public String migration() {
    return (bounded ? LOCK_TIMEOUT : "") + STATEMENT_TIMEOUT + sql;
  }

  public MigrationScript script() {
    return script("case.sql", migration());
  }

  /// What the rules say of it by itself.
  ///
  /// @param history a script that ran before, so that its tables are in use; empty for none
  public List<Hazard> judge(String history) {
    return report(history).hazards();
  }

  ScriptReport report(String history) {
    List<Migration> migrations =
        Stream.of(migration(script("setup.sql", history), false), migration(script(), true))
            .toList();
    return new Linter(AllRules.catalogue(), LintOptions.of(MAJOR), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
        .scripts()
        .getLast();
  }

  private static Migration migration(MigrationScript script, boolean judged) {
    return new Migration(
        Migration.Kind.VERSIONED, "1", script.file(), script, Optional.empty(), judged);
  }

  private static MigrationScript script(String file, String sql) {
    return new MigrationScript(
        file, ScriptSplitter.split(SourceText.of(sql)), TransactionMode.PER_STATEMENT);
  }

  @Override
  public String toString() {
    return line + " " + rule.map(id -> "[" + id + "] ").orElse("") + text;
  }
}

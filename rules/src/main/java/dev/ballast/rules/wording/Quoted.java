package dev.ballast.rules.wording;

import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;

/// A statement as a sentence can quote it. Not for SQL that somebody runs.
public final class Quoted {
  private static final int LONGEST = 72;

  private Quoted() {}

  /// The statement's beginning on one line, at most 72 characters.
  public static String of(ScriptScene script, SeenStatement statement) {
    return of(script, statement.span());
  }

  /// The beginning of that stretch on one line, at most 72 characters.
  public static String of(ScriptScene script, Span span) {
    String written = script.source().text(span);
    String line = SqlText.of(written).uncommented().replaceAll("\\s+", " ").strip();
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 5)) ? LONGEST - 5 : LONGEST - 4;
    return line.substring(0, end) + " ...";
  }

  /// The number of the line on which the statement begins.
  public static int line(ScriptScene script, Span span) {
    return script.source().position(span.start()).line();
  }

  /// The whole statement as written.
  public static String whole(ScriptScene script, SeenStatement statement) {
    return script.source().text(statement.span());
  }
}

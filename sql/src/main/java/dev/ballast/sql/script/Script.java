package dev.ballast.sql.script;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// A text cut into its parts, in the order they stand. Between parts stand only white space,
/// comments and semicolons; parts do not overlap, but for those that stand in a hole of the
/// statement before them.
///
/// @param comments all of them, also those within a statement
public record Script(SourceText source, List<ScriptPart> parts, List<Comment> comments) {
  public Script {
    requireNonNull(source, "source is null");
    parts = List.copyOf(parts);
    comments = List.copyOf(comments);
  }

  /// The script of a tool that takes every space of Unicode between statements for one. For
  /// PostgreSQL and psql U+00A0 and its like are letters.
  public Script withoutForeignSpaces() {
    List<ScriptPart> kept = new ArrayList<>();
    for (ScriptPart part : parts) {
      if (part instanceof ScriptPart.Sql sql) {
        int start = sql.span().start();
        while (start < sql.span().end() && isSpace(source.text().charAt(start))) {
          start++;
        }
        if (start < sql.span().end()) {
          Span span = new Span(start, sql.span().end());
          kept.add(new ScriptPart.Sql(span, sql.ending(), sql.variables(), sql.holes()));
        }
      } else {
        kept.add(part);
      }
    }
    return new Script(source, kept, comments);
  }

  private static boolean isSpace(char character) {
    return Character.isSpaceChar(character) || Character.isWhitespace(character);
  }

  /// A statement as the server gets it, but for its variables.
  ///
  /// What stands inside the statement and is no part of it is replaced by spaces, one for each byte
  /// of its UTF-8: so a byte position in this text, as PostgreSQL's parser gives it, is the same in
  /// the source, and [SourceText#charAt] finds it.
  public String text(ScriptPart.Sql statement) {
    if (statement.holes().isEmpty()) {
      return source.text(statement.span());
    }
    StringBuilder text = new StringBuilder();
    int from = statement.span().start();
    for (Span hole : statement.holes()) {
      text.append(source.text(), from, hole.start());
      int bytes = source.position(hole.end()).utf8() - source.position(hole.start()).utf8();
      text.repeat(' ', bytes);
      from = hole.end();
    }
    return text.append(source.text(), from, statement.span().end()).toString();
  }
}

package dev.ballast.migrations.tool;

import dev.ballast.sql.script.Excerpt;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;

/// The text of an evolution of Play: a semicolon ends a statement whatever it stands in, and `;;`
/// is a semicolon within one.
final class EvolutionText {
  private EvolutionText() {}

  static Script split(SourceText text, Span direction) {
    List<Span> read = new ArrayList<>();
    List<Span> statements = new ArrayList<>();
    int readFrom = direction.start();
    int statementFrom = direction.start();
    for (int at = direction.start(); at < direction.end(); at++) {
      if (text.text().charAt(at) != ';') {
        continue;
      }
      boolean twice = at + 1 < direction.end() && text.text().charAt(at + 1) == ';';
      if (twice) {
        read.add(new Span(readFrom, at + 1));
        readFrom = at + 2;
        at++;
      } else {
        statements.add(new Span(statementFrom, at + 1));
        statementFrom = at + 1;
      }
    }
    read.add(new Span(readFrom, direction.end()));
    statements.add(new Span(statementFrom, direction.end()));
    return ScriptSplitter.split(Excerpt.of(text, read), statements);
  }
}

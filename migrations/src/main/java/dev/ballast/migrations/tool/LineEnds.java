package dev.ballast.migrations.tool;

import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptPart.Sql;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;

/// Where a tool that ends a statement at every line that ends in a semicolon, outside the blocks
/// that it sends as they are, does not see the statements that PostgreSQL sees.
///
/// @param cut the lines that end a statement in the middle of it, the first of each
/// @param open the first lines of statements without a semicolon at their end
record LineEnds(List<Integer> cut, List<Integer> open) {
  LineEnds {
    cut = List.copyOf(cut);
    open = List.copyOf(open);
  }

  static LineEnds of(Script script, SourceText text, List<Span> blocks) {
    List<Integer> cut = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (ScriptPart part : script.parts()) {
      if (!(part instanceof Sql sql) || within(sql.span(), blocks)) {
        continue;
      }
      int first = text.position(sql.span().start()).line();
      int last = text.position(sql.span().end()).line();
      for (int number = first; number < last; number++) {
        if (endsWithSemicolon(text.line(number))) {
          cut.add(number);
          break;
        }
      }
      if (!sql.terminated()) {
        open.add(first);
      }
    }
    return new LineEnds(cut, open);
  }

  private static boolean within(Span span, List<Span> blocks) {
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

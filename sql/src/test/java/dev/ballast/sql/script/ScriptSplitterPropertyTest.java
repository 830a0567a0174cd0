package dev.ballast.sql.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.script.ScriptPart.Sql;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What holds of every text, made of pieces that are easy to cut wrongly.
class ScriptSplitterPropertyTest {
  private static final String[] PIECES = {
    "select ",
    "1",
    ";",
    ";\n",
    "\n",
    "\r\n",
    " ",
    "(",
    ")",
    "[",
    "]",
    "'",
    "''",
    "'a;b'",
    "E'\\''",
    "\"",
    "\"a;b\"",
    "$$",
    "$a$",
    "$a$;$a$",
    "--",
    "-- c;\n",
    "/*",
    "*/",
    "/* ; */",
    "\\",
    "\\;",
    "\\g",
    "\\gset\n",
    "\\r\n",
    "\\set x 'a\n",
    "\\echo a \\\\ ",
    ":x",
    "::int",
    "${y}",
    "ö",
    "𝄞",
    "copy t from stdin",
    "copy t from stdin;\n",
    "1\t2\n\\.\n",
    "\\.\n",
    "\\copy t from stdin\n",
    "create function f() ",
    "begin atomic ",
    "case ",
    "end ",
    "begin",
    "create rule r "
  };
  private static final int TEXTS = 20_000;

  @Test
  void partsAndGapsMakeTheTextAndGapsHoldNothing() {
    Random random = new Random(11);
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder made = new StringBuilder();
      for (int pieces = random.nextInt(25); pieces >= 0; pieces--) {
        made.append(PIECES[random.nextInt(PIECES.length)]);
      }
      check(made.toString());
    }
  }

  private static void check(String text) {
    Script script = ScriptSplitter.split(SourceText.of(text));
    StringBuilder gaps = new StringBuilder();
    int at = 0;
    int holesEnd = 0;
    for (ScriptPart part : script.parts()) {
      if (part.span().end() <= holesEnd) {
        continue;
      }
      assertThat(part.span().start()).as(text).isGreaterThanOrEqualTo(at);
      gaps.append(gap(script, at, part.span().start())).append(' ');
      at = part.span().end();
      if (part instanceof Sql sql) {
        holesEnd = sql.holes().isEmpty() ? 0 : sql.holes().getLast().end();
        String statement = script.source().text(sql.span());
        assertThat(statement).as(text).isNotEmpty().isEqualTo(statement.strip());
        int before = sql.span().start();
        for (Span hole : sql.holes()) {
          assertThat(hole.start()).as(text).isGreaterThanOrEqualTo(before);
          before = hole.end();
        }
        assertThat(before).as(text).isLessThan(sql.span().end());
      }
    }
    gaps.append(gap(script, at, text.length()));
    assertThat(gaps.toString().replace("\\;", "").replaceAll("[\\s;]", "")).as(text).isEmpty();
  }

  private static String gap(Script script, int from, int to) {
    StringBuilder gap = new StringBuilder(script.source().text().substring(from, to));
    for (Comment comment : script.comments()) {
      int start = Math.max(comment.span().start(), from);
      int end = Math.min(comment.span().end(), to);
      if (start < end) {
        gap.replace(start - from, end - from, " ".repeat(end - start));
      }
    }
    return gap.toString();
  }

  @Test
  @Timeout(300)
  void cutsManyStatementsInLinearTime() {
    List<String> statements =
        Collections.nCopies(200_000, "insert into t values (1, 'it''s'); -- x\n");

    Script script = ScriptSplitter.split(SourceText.of(String.join("", statements)));

    assertThat(script.parts()).hasSize(200_000);
    assertThat(script.source().position(script.parts().getLast().span().start()))
        .isEqualTo(new Position(200_000, 1, 199_999 * 40, 199_999 * 40));
  }

  @Test
  @Timeout(300)
  void staysLinearWhateverIsNeverClosed() {
    for (String slip :
        List.of(
            "select (1;\n",
            "create function f() begin atomic;\n",
            "$a$ $b$ ",
            "${ ",
            "E'a' \n",
            "/* ",
            "select a[:'",
            "\\copy t from stdin\n",
            "\\a ",
            "x \\g ",
            "a\\; ",
            "$a")) {
      Script script = ScriptSplitter.split(SourceText.of(slip.repeat(200_000)));

      assertThat(script.parts()).isNotEmpty();
    }
  }

  @Test
  void saysSoWhereThereIsMoreThanItKeeps() {
    Script script =
        ScriptSplitter.split(SourceText.of("a;".repeat(ScriptSplitter.MAX_PIECES) + "b;"));

    assertThat(script.parts()).hasSize(ScriptSplitter.MAX_PIECES + 1);
    assertThat(script.parts().getLast())
        .isEqualTo(
            new ScriptPart.Broken(
                new Span(4_000_000, 4_000_002),
                4_000_000,
                "there are more than 2000000 parts and comments"));
  }
}

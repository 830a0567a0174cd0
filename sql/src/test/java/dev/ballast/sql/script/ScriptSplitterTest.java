package dev.ballast.sql.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.script.ScriptPart.Broken;
import dev.ballast.sql.script.ScriptPart.CopyData;
import dev.ballast.sql.script.ScriptPart.Ending;
import dev.ballast.sql.script.ScriptPart.Meta;
import dev.ballast.sql.script.ScriptPart.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptSplitterTest {
  @Test
  void cutsAtSemicolonsAndDropsEmptyStatements() {
    assertThat(cut(";; select 1 ;\n\n; select 2;")).containsExactly("select 1", "select 2");
  }

  @Test
  void takesTextWithoutFinalSemicolonAsAStatement() {
    Script script = split("select 1; select 2 -- the end\n");

    assertThat(cut(script)).containsExactly("select 1", "select 2");
    assertThat(((Sql) script.parts().getFirst()).ending()).isEqualTo(Ending.SEMICOLON);
    assertThat(((Sql) script.parts().getLast()).ending()).isEqualTo(Ending.TEXT_END);
    assertThat(((Sql) script.parts().getLast()).terminated()).isFalse();
  }

  @Test
  void findsNothingInTextOfSpaceAndComments() {
    assertThat(split("").parts()).isEmpty();
    assertThat(split("\uFEFF \r\n-- nothing\n/* ; */").parts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'a;b'",
        "select 'it''s;'",
        "select 'C:\\'",
        "select E'it\\'s;'",
        "select E'it''s \\';'",
        "select e'\\\\', ';'",
        "select E'a'\n  'b\\';'",
        "select E'a' -- a;'\n  'b\\';'",
        "select U&'\\0061;'",
        "select B'01', X'1F', N'a;b'",
        "select \"a;b\", \"say \"\"hi;\"\"\"",
        "select $$a;b$$",
        "select $tag$a;$$;$other$;$tag$",
        "select $größe$;$größe$",
        "select type'a;b'",
        "select a$b$c, d$e$",
        "select $1, $2",
        "select 1e'\\'",
        "select 1 -- a;b\n + 2",
        "select 1 /* a; /* nested; */ still; */ + 2",
        "select 1 /* it's */ + 2",
        "select 1 - 2 / 3 * 4",
        "create rule r as on insert to t do instead (insert into a values (1); delete from b)",
        "create function f() returns int begin atomic select 1; select 2; end",
        "create or replace procedure p() begin atomic insert into t values (1); end",
        "create function f(a int) returns text language sql begin atomic"
            + " select case when a > 0 then 'end;' else 'b' end; select (case a when 1 then 2 end);"
            + " end",
      })
  void keepsSemicolonsThatEndNothing(String statement) {
    assertThat(cut(statement + ";\nselect 99;")).containsExactly(statement, "select 99");
    assertThat(cut("/* c */ " + statement)).containsExactly(statement);
  }

  @Test
  void countsBeginAndEndOnlyInRoutines() {
    assertThat(cut("begin; create table begin_t (a int); select case when true then 1 end; end;"))
        .containsExactly(
            "begin", "create table begin_t (a int)", "select case when true then 1 end", "end");
    assertThat(cut("create function f() language plpgsql as $$ begin; end $$; begin; end;"))
        .containsExactly(
            "create function f() language plpgsql as $$ begin; end $$", "begin", "end");
  }

  @Test
  void endsACommentOfALineAtEveryKindOfLineEnd() {
    assertThat(cut("select 1 -- a;\r\n, 2;\r\nselect 3; -- b\rselect 4;"))
        .containsExactly("select 1 -- a;\r\n, 2", "select 3", "select 4");
  }

  @Test
  void leavesCommentsAtTheEdgesOutOfAStatementButTellsAllOfThem() {
    Script script = split("-- ballast:ignore x\nselect 1 /* in */ + 2 -- end\n;-- last");

    assertThat(cut(script)).containsExactly("select 1 /* in */ + 2");
    assertThat(script.comments().stream().map(c -> script.source().text(c.span())))
        .containsExactly("-- ballast:ignore x", "/* in */", "-- end", "-- last");
    assertThat(script.comments().stream().map(Comment::block))
        .containsExactly(false, true, false, false);
  }

  @Test
  void takesRowsOfCopyAsData() {
    Script script =
        split("copy public.t (a, b) from stdin; -- rows\n1\tit's\n2\t;\\N\n\\.\nselect 1;");

    assertThat(cut(script))
        .containsExactly("copy public.t (a, b) from stdin", "<2 rows>", "select 1");
    CopyData data = (CopyData) script.parts().get(1);
    assertThat(script.source().text(data.span())).isEqualTo("1\tit's\n2\t;\\N\n\\.");
    assertThat(data.terminated()).isTrue();
  }

  @Test
  void takesRowsOfCopyInEveryWayItIsWritten() {
    assertThat(cut("COPY t FROM STDIN WITH (FORMAT csv);\r\na\r\n\\.\r\nselect 1"))
        .containsExactly("COPY t FROM STDIN WITH (FORMAT csv)", "<1 rows>", "select 1");
    assertThat(cut("copy t from stdin;\n\\.\nselect 1"))
        .containsExactly("copy t from stdin", "<0 rows>", "select 1");
    assertThat(cut("copy a from stdin; copy b from stdin;\n1\n\\.\n2\n3\n\\.\nselect 1"))
        .containsExactly(
            "copy a from stdin", "copy b from stdin", "<1 rows>", "<2 rows>", "select 1");
    assertThat(cut("\\copy t from stdin\n1;2\n\\.\nselect 1"))
        .containsExactly("\\copy [t from stdin]", "<1 rows>", "select 1");
  }

  @Test
  void takesAllThatFollowsAsRowsWhereTheirEndIsMissing() {
    Script script = split("copy t from stdin;\n1\ndrop table t;\n");

    assertThat(cut(script)).containsExactly("copy t from stdin", "<2 rows>");
    assertThat(((CopyData) script.parts().getLast()).terminated()).isFalse();
  }

  @Test
  void seesNoRowsAfterOtherCopies() {
    assertThat(cut("copy t to stdout;\ncopy t from 'f';\ncopy (select a from stdin) to stdout;\n"))
        .hasSize(3);
    assertThat(cut("\\copy t from pstdin\nselect 1;"))
        .containsExactly("\\copy [t from pstdin]", "select 1");
    assertThat(cut("insert into t select a from stdin;\nselect 1;")).hasSize(2);
  }

  @Test
  void readsCommandsOfPsqlToTheLinesEnd() {
    assertThat(cut("\\i 'my file.sql' \"b c\"d x\\y z\nselect 1;\\set a 'it''s\\n' ; b\n\\if :x\n"))
        .containsExactly(
            "\\i [my file.sql, \"b c\"d, x]",
            "\\y [z]",
            "select 1",
            "\\set [a, it's\n, ;, b]",
            "\\if [:x]");
    assertThat(cut("\\echo a \\\\ select 1;\n\\! rm -f 'x; \\y\n\\o | tee 'x y\nselect 2"))
        .containsExactly(
            "\\echo [a]", "select 1", "\\! [rm -f 'x; \\y]", "\\o [| tee 'x y]", "select 2");
  }

  @Test
  void endsAStatementAtACommandThatSendsIt() {
    Script script =
        split("select 1 as a\n\\gset p_\nselect 'drop table t' \\gexec\nselect 3 \\g\n");

    assertThat(cut(script))
        .containsExactly(
            "select 1 as a",
            "\\gset [p_]",
            "select 'drop table t'",
            "\\gexec []",
            "select 3",
            "\\g []");
    assertThat(((Sql) script.parts().getFirst()).ending()).isEqualTo(Ending.META);
  }

  @Test
  void readsOverACommandWithinAStatement() {
    Script script = split("select 1,\n\\echo größer\n 2;\nselect 3\n\\set x 1\n;");

    assertThat(cut(script))
        .containsExactly(
            "select 1,\n\\echo größer\n 2", "\\echo [größer]", "select 3", "\\set [x, 1]");
    Sql first = (Sql) script.parts().getFirst();
    assertThat(first.holes()).containsExactly(script.parts().get(1).span());
    // Two more bytes than characters: ö and ß.
    assertThat(script.text(first)).isEqualTo("select 1,\n" + " ".repeat(14) + "\n 2");
  }

  @Test
  void forgetsAStatementThatPsqlThrowsAway() {
    assertThat(cut("select (1\n\\r\nselect 2;")).containsExactly("\\r []", "select 2");
  }

  @Test
  void marksStatementsThatPsqlSendsTogether() {
    Script script = split("select 1\\; select 2;");

    assertThat(cut(script)).containsExactly("select 1", "select 2");
    assertThat(((Sql) script.parts().getFirst()).ending()).isEqualTo(Ending.COMBINED);
  }

  @Test
  void dropsTheBackslashThatPsqlDrops() {
    Script script = split("create rule r as on insert to t do (select 1\\; select a[1\\:2]);");

    assertThat(script.text((Sql) script.parts().getFirst()))
        .isEqualTo("create rule r as on insert to t do (select 1 ; select a[1 :2])");
  }

  @Test
  void saysWhatIsNeverClosed() {
    assertThat(broken("select 1; select 'abc; select 2;\n").reason())
        .isEqualTo("this string is never closed");
    assertThat(broken("select \"abc;").reason())
        .isEqualTo("this quoted identifier is never closed");
    assertThat(broken("select 1 /* a /* b */ ;").reason())
        .isEqualTo("this comment is never closed");
    assertThat(broken("do $x$ begin end $$;").reason())
        .isEqualTo("this string quoted with $x$ is never closed");
    assertThat(broken("select E'abc\\';").reason()).isEqualTo("this string is never closed");
    assertThat(broken("select 1; select 'abc; select 2;\n"))
        .isEqualTo(new Broken(new Span(10, 33), 17, "this string is never closed"));
  }

  @Test
  void letsAnUnclosedParenthesisHideNothingBehindIt() {
    Script script = split("create table t (a int;\n-- next\nselect 2; select (3); drop table u;");

    assertThat(cut(script))
        .containsExactly("create table t (a int", "select 2", "select (3)", "drop table u");
    assertThat(script.comments()).hasSize(1);
    assertThat(cut("select (1; select (2; select (3; select 4")).hasSize(4);
    assertThat(cut("create table t (a int; select 2; select 'x;"))
        .containsExactly("create table t (a int", "select 2", "<broken>");
    assertThat(cut("create function f() begin atomic select 1; select 2; select (3;"))
        .containsExactly("create function f() begin atomic select 1", "select 2", "select (3");
  }

  @Test
  void cutsAStretchAsIfNothingStoodAroundIt() {
    SourceText source = SourceText.of("select $$a; select 2; select 3$$; select 4;");

    Script script = ScriptSplitter.split(source, new Span(12, 30));

    assertThat(cut(script)).containsExactly("select 2", "select 3");
    assertThat(script.parts().getFirst().span()).isEqualTo(new Span(12, 20));
    assertThat(cut(ScriptSplitter.split(source, new Span(0, 20)))).containsExactly("<broken>");
  }

  @Test
  void readsAnExcerptAsIfTheRestWereSpace() {
    String text = "create table t (a int);\n--rollback drop table\n--rollback   größe; drop\n--x";
    SourceText source = SourceText.of(text);
    int second = text.indexOf("   größe");
    List<Span> shown = List.of(new Span(34, 45), new Span(second, text.indexOf("\n--x")));

    Script script = ScriptSplitter.split(Excerpt.of(source, shown), new Span(24, text.length()));

    assertThat(script.parts()).hasSize(2);
    Sql first = (Sql) script.parts().getFirst();
    assertThat(script.text(first)).isEqualTo("drop table" + " ".repeat(11) + "   größe");
    assertThat(source.position(first.span().start())).hasToString("2:12");
    assertThat(first.holes()).containsExactly(new Span(45, second));
    assertThat(script.comments()).isEmpty();
  }

  private static Broken broken(String text) {
    return (Broken) split(text).parts().getLast();
  }

  private static Script split(String text) {
    return ScriptSplitter.split(SourceText.of(text));
  }

  private static List<String> cut(String text) {
    return cut(split(text));
  }

  private static List<String> cut(Script script) {
    return script.parts().stream()
        .map(
            part ->
                switch (part) {
                  case Sql sql -> script.source().text(sql.span());
                  case Meta meta -> "\\" + meta.name() + " " + meta.arguments();
                  case CopyData data -> "<" + data.rows() + " rows>";
                  case Broken broken -> "<broken>";
                })
        .toList();
  }
}

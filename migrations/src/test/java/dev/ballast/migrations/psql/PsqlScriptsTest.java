package dev.ballast.migrations.psql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.source.MigrationSources;
import dev.ballast.sql.script.ScriptPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PsqlScriptsTest {
  @TempDir Path outer;

  private Path folder() {
    return outer.resolve("project");
  }

  private void write(String name, String text) throws IOException {
    Path path = folder().resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private MigrationSet read() {
    return MigrationSources.read(SourceRequest.of(folder(), List.of(".")));
  }

  private MigrationScript script(String text) throws IOException {
    write("1.sql", text);
    return read().migrations().getFirst().up();
  }

  /// What psql would send, and the commands that are reported.
  private List<String> sent(String text) throws IOException {
    MigrationScript script = script(text);
    return script.script().parts().stream()
        .filter(part -> !(part instanceof ScriptPart.Meta meta) || meta.touchesServer())
        .map(
            part ->
                part instanceof ScriptPart.Sql sql
                    ? script.script().text(sql)
                    : script.script().source().text(part.span()))
        .map(line -> line.replaceAll("\\s+", " "))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\set t orders~select 1 from :t; | select 1 from orders",
        "\\set t Orders~select :'t', :\"t\", :t; | select 'Orders', \"Orders\", Orders",
        "\\set s 'it''s'~select :'s'; | select 'it''s'",
        "\\set a 1~\\set b :a 2~select :b; | select 12",
        "\\set a ':b'~\\set b 2~select :a; | select 2",
        "\\set a ':a'~select :a; | select :a",
        "\\set a x~\\set a y~select :a; | select y",
        "\\set a x~\\unset a~select :a; | select :a",
        "\\set a~select 1:a; | select 1",
        "\\set a x~select ':a', $$:a$$, a::a; | select ':a', $$:a$$, a::a",
        "\\set a `date`~select :a; | \\set a `date` / select :a",
        "\\set a 'no `shell`'~\\echo \"a `b`\"~select :'a'; | select 'no `shell`'",
        "\\set a 'x\\ny'~select :'a'; | select :'a'",
        "select :a; | select :a",
        "\\set a x~select :{?a}, :{?b}; | select TRUE, :{?b}",
        "\\set a x \\\\ select :a; | select x",
        "\\set a 1~select 2 as a \\gset~select :a; | select 2 as a / \\gset / select :a",
        "\\set a 1~select 2 as a \\gset p_~select :a; | select 2 as a / \\gset p_ / select 1",
        "\\set a 1~\\getenv a HOME~select :a; | select :a",
        "\\set a 'drop table t; select 2'~:a; | drop table t / select 2"
      })
  void variablesAreFilledAsPsqlFillsThem(String text, String sent) throws IOException {
    assertThat(String.join(" / ", sent(text.replace('~', '\n')))).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\if true~select 1;~\\else~select 2;~\\endif~select 3; | select 1 / select 3",
        "\\if off~select 1;~\\elif yes~select 2;~\\elif 1~select 3;~\\else~select 4;~\\endif"
            + " | select 2",
        "\\set a t~\\if :a~select 1;~\\endif | select 1",
        "\\if false~\\if true~select 1;~\\else~select 2;~\\endif~\\else~select 3;~\\endif | select 3",
        "\\if false~\\set a 1~\\else~\\set a 2~\\endif~select :a; | select 2",
        "\\if banana~select 1;~\\endif~select 2; | select 2",
        "\\if :{?a}~select 1;~\\endif | \\if :{?a} / select 1",
        "\\if :a~\\set b 1~\\endif~select :b; | \\if :a / select :b",
        "\\if false~select 1;~\\elif :a~select 2;~\\else~select 3;~\\endif"
            + " | \\if :a / select 2 / select 3",
        "select~\\if true~1~\\else~2~\\endif~; | select 1",
        "\\endif~select 1; | select 1"
      })
  void branchesThatDoNotRunAreLeftOutWhereThatIsKnown(String text, String sent) throws IOException {
    assertThat(String.join(" / ", sent(text.replace('~', '\n')))).isEqualTo(sent);
  }

  @Test
  void filledStatementsStandInTheirLines() throws IOException {
    MigrationScript script =
        script("\\set t orders\n\\if false\nselect 1;\n\\endif\n\nselect 2\n  from :t;\n");

    assertThat(script.generated()).isTrue();
    ScriptPart last = script.script().parts().getLast();
    assertThat(script.place(last.span().start()))
        .isEqualTo(new MigrationScript.Place("1.sql", 6, 1));
    assertThat(script("\\set t orders\nselect 1;").generated()).isFalse();
  }

  @Test
  void includesAreReadWhereTheyStandAndKeepTheirLines() throws IOException {
    write("parts/a.sql", "-- a\nselect 'a';\n\\ir b.sql\nselect :x");
    write("parts/b.sql", "\nselect 'b';");
    MigrationScript script =
        script(
            "\\set x 7\nselect 1; \\i parts/a.sql\nselect 2;\n\\include 'parts/b.sql' \\\\ select 3;");

    MigrationSet set = read();
    assertThat(set.problems()).isEmpty();
    assertThat(set.migrations()).hasSize(1);
    assertThat(
            script.script().parts().stream()
                .filter(ScriptPart.Sql.class::isInstance)
                .map(
                    part -> {
                      var place = script.place(part.span().start());
                      return script.script().source().text(part.span())
                          + " "
                          + place.file()
                          + ":"
                          + place.line();
                    }))
        .containsExactly(
            "select 1 1.sql:2",
            "select 'a' parts/a.sql:2",
            "select 'b' parts/b.sql:2",
            "select 7 parts/a.sql:4",
            "select 2 1.sql:3",
            "select 'b' parts/b.sql:2",
            "select 3 1.sql:4");
    assertThat(set.migrations().getFirst().listings())
        .extracting(listing -> listing.file() + ":" + listing.line())
        .containsExactly("parts/a.sql:0", "parts/b.sql:0");
  }

  @Test
  void whatCannotBeIncludedIsReportedByName() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(outer.resolve("secret.sql"), "select 'secret';");
    Files.createSymbolicLink(folder().resolve("link.psql"), outer.resolve("secret.sql"));
    write("loop.psql", "\\ir 1.sql\n");

    List<String> sent =
        sent(
            "\\i missing.sql\n\\i ../secret.sql\n\\i link.psql\n\\i "
                + outer.resolve("secret.sql")
                + "\n\\i ~/.psqlrc\n\\i loop.psql\n\\i :unknown\n");

    assertThat(sent).hasSize(7).noneMatch(line -> line.contains("secret'"));
    assertThat(Told.problems(read()))
        .containsExactlyInAnyOrder(
            "ERROR include-missing 1.sql:1",
            "ERROR include-outside 1.sql:2",
            "ERROR include-outside 1.sql:3",
            "ERROR include-outside 1.sql:4",
            "ERROR include-outside 1.sql:5",
            "ERROR include-loop loop.psql:1",
            "INFO file-not-read link.psql:0");
    assertThat(read().problems().stream().map(SourceProblem::message))
        .contains("it includes missing.sql, and there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"select 'open;", "/* open", "select $x$ open"})
  void anOpenStringOfAnIncludedFileHidesNothing(String open) throws IOException {
    write("part.sql", open);

    assertThat(sent("\\i part.sql\nselect 2;")).containsExactly("\\i part.sql", "select 2");
    assertThat(read().migrations()).hasSize(2);
  }

  @Test
  void anIncludeWithinAStatementIsNotFollowed() throws IOException {
    write("part.sql", "select 1;");

    assertThat(sent("select\n\\i part.sql\n 2;")).containsExactly("select 2", "\\i part.sql");
  }

  @Test
  void includesThatDoubleEachTimeComeToAnEnd() throws IOException {
    for (int i = 2; i < 40; i++) {
      write(i + ".psql", "\\ir %d.psql\n\\ir %d.psql\n".formatted(i + 1, i + 1));
    }
    write("40.psql", "select 1;");

    assertThat(script("\\ir 2.psql\n").script().parts().size()).isLessThan(3_000);
    assertThat(Told.problems(read())).anyMatch(it -> it.startsWith("ERROR include-loop"));
  }
}

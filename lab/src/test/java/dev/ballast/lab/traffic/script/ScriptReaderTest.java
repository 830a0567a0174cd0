package dev.ballast.lab.traffic.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptReaderTest {
  private static List<String> read(String text) {
    return ScriptReader.read("s.sql", text, Set.of("given")).stream()
        .map(
            command ->
                switch (command) {
                  case Command.Set set -> "set " + set.name();
                  case Command.Sleep sleep -> "sleep " + sleep.unitNanos();
                  case Command.Sql sql ->
                      sql.statement().text()
                          + " "
                          + sql.variables()
                          + sql.into().map(into -> " into " + into.prefix()).orElse("");
                  case Command.UnlessGoTo unless -> "unless " + unless.step();
                  case Command.GoTo goTo -> "goto " + goTo.step();
                })
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SELECT 1; ~ SELECT 1 []",
        "SELECT 1 ~ SELECT 1 []",
        "SELECT :given; ~ SELECT $1 [given]",
        "SELECT :given, :scale, :given; ~ SELECT $1, $2, $1 [given, scale]",
        "SELECT 1::int + :given::int; ~ SELECT 1::int + $1::int [given]",
        "SELECT ':nobody', '12:30'; ~ SELECT ':nobody', '12:30' []",
        "SELECT a[1:2] FROM t; ~ SELECT a[1:2] FROM t []",
        "SELECT 'a;b'; ~ SELECT 'a;b' []",
        "SELECT /* ; */ 1; ~ SELECT /* ; */ 1 []",
        "SELECT -- it's; :given; ~ SELECT -- it's; :given; []"
      })
  void aStatementBecomesOneWithParameters(String text, String expected) {
    assertThat(read(text)).containsExactly(expected);
  }

  @Test
  void readsCommandsInTheirOrder() {
    assertThat(
            read(
                """
                -- a script
                \\set x random(1, 10) \\
                  + 5
                \\sleep 10 ms
                BEGIN;
                SELECT a
                  FROM t WHERE id = :x;

                SELECT 1 AS one \\gset p_
                \\sleep :x us
                UPDATE t SET a = :p_one
                """))
        .containsExactly(
            "set x",
            "sleep 1000000",
            "BEGIN []",
            "SELECT a\n  FROM t WHERE id = $1 [x]",
            "SELECT 1 AS one [] into p_",
            "sleep 1000",
            "UPDATE t SET a = $1 [p_one]");
  }

  @Test
  void conditionsBecomeJumps() {
    assertThat(
            read(
                """
                \\if :given = 1
                SELECT 1;
                \\elif :given = 2
                SELECT 2;
                \\if true
                SELECT 3;
                \\endif
                \\else
                SELECT 4;
                \\endif
                SELECT 5;
                """))
        .containsExactly(
            "unless 3",
            "SELECT 1 []",
            "goto 9",
            "unless 8",
            "SELECT 2 []",
            "unless 7",
            "SELECT 3 []",
            "goto 9",
            "SELECT 4 []",
            "SELECT 5 []");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SELECT 1;|\\shell ls ~ 2 ~ command \\shell is not supported",
        "\\setshell x ls|SELECT 1; ~ 1 ~ command \\setshell is not supported",
        "\\startpipeline|SELECT 1; ~ 1 ~ command \\startpipeline is not supported",
        "|\\set x|SELECT 1; ~ 2 ~ \\set takes a variable and an expression",
        "\\set x :y|SELECT 1; ~ 1 ~ variable y is not set",
        "SELECT 1;|SELECT :y; ~ 2 ~ variable y is not set",
        "SELECT 1,|':given'; ~ 1 ~ variable given is used within a string",
        "\\if 1|SELECT 1; ~ 2 ~ \\if of line 1 has no \\endif",
        "SELECT 1;|\\endif ~ 2 ~ \\endif has no \\if",
        "SELECT 1;|\\else ~ 2 ~ \\else has no \\if",
        "\\if 1|\\else|\\else|\\endif|SELECT 1; ~ 3 ~ \\else follows \\else",
        "\\if 1|\\else|\\elif 2|\\endif|SELECT 1; ~ 3 ~ \\elif follows \\else",
        "\\if|SELECT 1; ~ 1 ~ an expression is missing",
        "\\sleep soon|SELECT 1; ~ 1 ~ \\sleep takes a whole number",
        "\\sleep 1 h|SELECT 1; ~ 1 ~ \\sleep takes a whole number",
        "\\gset|SELECT 1; ~ 1 ~ there is no statement before \\gset",
        "SELECT 1 \\g|SELECT 2; ~ 1 ~ is followed by \"\\g\"",
        "SELECT 1 \\; SELECT 2; ~ 1 ~ is followed by",
        "\\set x 1 ~ 1 ~ the script has no statement",
        "\\1|SELECT 1; ~ 1 ~ cannot be read: \\1"
      })
  void whatIsNotSupportedIsRefusedByItsPlace(String text, int line, String message) {
    assertThatThrownBy(() -> read(text.replace('|', '\n')))
        .isInstanceOfSatisfying(
            Fault.class,
            e -> {
              assertThat(e.code()).isEqualTo(TrafficError.SCRIPT_INVALID);
              assertThat(e.detail()).hasValue("s.sql, line " + line);
            })
        .hasMessageContaining(message);
  }
}

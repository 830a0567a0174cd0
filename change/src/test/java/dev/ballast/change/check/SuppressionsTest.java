package dev.ballast.change.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {
  private static final Set<String> RULES = Set.of("drop-table", "drop-column");
  private static final String MARK = "-- ballast:ignore drop-table until 2027-03-31: it is empty";

  @ParameterizedTest
  @ValueSource(
      strings = {
        MARK,
        "--ballast:ignore drop-table until 2027-03-31: it is empty",
        "--   ballast:ignore   drop-table   until   2027-03-31  :  it is empty  ",
        "/* ballast:ignore drop-table until 2027-03-31: it is empty */",
        "/*ballast:ignore drop-table\n   until 2027-03-31:\n   it is empty*/",
        "-- ballast:ignore drop-table until 2027-03-31: it is empty\r"
      })
  void aCommentOfEitherFormIsRead(String comment) {
    Suppressions suppressions = read(comment + "\nDROP TABLE t;");

    assertThat(suppressions.mistakes()).isEmpty();
    assertThat(suppressions.valid())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.rules()).containsExactly("drop-table");
              assertThat(each.until()).isEqualTo(LocalDate.of(2027, 3, 31));
              assertThat(each.reason()).isEqualTo("it is empty");
            });
  }

  /// The reason ends where the comment does, whatever follows.
  @ParameterizedTest
  @ValueSource(strings = {"\nDROP TABLE t;", "\r\nDROP TABLE t;\r\n", "", "\n", "\r\n"})
  void lineEndsAndTheEndOfTheFileAreNoPartOfTheReason(String rest) {
    assertThat(read("SELECT 1;\n" + MARK + rest).valid())
        .singleElement()
        .extracting(Suppression::reason)
        .isEqualTo("it is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drop-table, drop-column | 2",
        "drop-table,drop-column | 2",
        "drop-table drop-column | 2",
        "drop-table | 1"
      })
  void severalRulesAreSeparatedByCommasOrSpace(String rules, int count) {
    Suppressions suppressions =
        read("-- ballast:ignore " + rules + " until 2027-03-31: why\nDROP TABLE t;");

    assertThat(suppressions.valid().getFirst().rules()).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-- ballast:ignore | it needs a rule",
        "-- ballast:ignore drop-table | it needs a rule",
        "-- ballast:ignore drop-table until 2027-03-31 | it needs a rule",
        "-- ballast:ignore drop-table until 2027-03-31: | it needs a rule",
        "-- ballast:ignore drop-table: it is empty | it needs a rule",
        "-- ballast:ignore until 2027-03-31: it is empty | it needs a rule",
        "-- ballast:ignore drop-tabel until 2027-03-31: it is empty | there is no rule drop-tabel",
        "-- ballast:ignore drop-table until 31.3.2027: it is empty | 31.3.2027 is no day",
        "-- ballast:ignore drop-table until 2027-02-30: it is empty | 2027-02-30 is no day",
        "-- ballast:ignore drop-table until forever: it is empty | forever is no day"
      })
  void aMistakeIsToldAndAcceptsNothing(String comment, String message) {
    Suppressions suppressions = read(comment + "\nDROP TABLE t;");

    assertThat(suppressions.valid()).isEmpty();
    assertThat(suppressions.mistakes())
        .singleElement()
        .satisfies(each -> assertThat(each.message()).startsWith(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- see ballast:ignore drop-table until 2027-03-31: it is empty",
        "-- ballast:ignored drop-table",
        "SELECT '-- ballast:ignore drop-table until 2027-03-31: why';"
      })
  void whatOnlyMentionsTheMarkIsNeither(String text) {
    Suppressions suppressions = read(text + "\nDROP TABLE t;");

    assertThat(suppressions.valid()).isEmpty();
    assertThat(suppressions.mistakes()).isEmpty();
  }

  /// `@` is the comment, `#` the start of the statement that it must cover.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`@\n#DROP TABLE t; DROP TABLE u;`",
        "`@\r\n#DROP TABLE t;\r\nDROP TABLE u;\r\n`",
        "`SELECT 1;\n@\n\n#DROP TABLE t;`",
        "`#DROP TABLE t; @\nDROP TABLE u;`",
        "`#DROP TABLE t; @`",
        "`#DROP TABLE t; @\r\nDROP TABLE u;`",
        "`#DROP TABLE t @\n, u; DROP TABLE v;`",
        "`DROP TABLE t;\n#DROP TABLE u; @\n`",
        "`@\n-- another\n#DROP TABLE t;`"
      })
  void aCommentCoversItsStatementOrTheNext(String marked) {
    String text = marked.replace("#", "").replace("@", MARK);
    int statement = marked.indexOf('#');
    int at = marked.indexOf('@');
    int start = statement < at || at < 0 ? statement : statement + MARK.length() - 1;

    assertThat(read(text).valid())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.covers().start()).isEqualTo(start);
              assertThat(each.accepts("drop-table", new Span(start, start + 4))).isTrue();
              assertThat(each.accepts("drop-column", new Span(start, start + 4))).isFalse();
            });
  }

  @Test
  void aCommentBehindTheLastStatementCoversNothing() {
    Suppressions suppressions = read("DROP TABLE t;\n" + MARK);

    assertThat(suppressions.valid())
        .singleElement()
        .satisfies(each -> assertThat(each.accepts("drop-table", new Span(0, 12))).isFalse());
  }

  @Test
  void aWholeFileIsCoveredFromItsFirstToItsLastCharacter() {
    String text = "DROP TABLE t;\n" + MARK.replace("ignore", "ignore-file");

    assertThat(read(text).valid())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.accepts("drop-table", new Span(0, 12))).isTrue();
              assertThat(each.accepts("drop-table", new Span(text.length(), text.length())))
                  .isTrue();
            });
  }

  private static Suppressions read(String text) {
    return Suppressions.of(ScriptSplitter.split(SourceText.of(text)), RULES);
  }
}

package dev.ballast.sql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
  private static List<String> values(String sql, Token.Kind kind) {
    return SqlText.of(sql).tokens().stream()
        .filter(token -> token.kind() == kind)
        .map(Token::value)
        .toList();
  }

  @Test
  void stringsCommentsAndDollarQuotesHoldNoWords() {
    String sql =
        "SELECT 'a b', E'c\\'d' -- e\n, f /* g /* h */ i */ $$ j $$ || $x$ $$ k $x$, \"L m\", n1";

    assertThat(values(sql, Token.Kind.WORD)).containsExactly("select", "f", "n1");
    assertThat(values(sql, Token.Kind.QUOTED_NAME)).containsExactly("L m");
    assertThat(values(sql, Token.Kind.STRING)).containsExactly("a b", "c'd", " j ", " $$ k ");
  }

  @Test
  void aTokenKnowsItsPlaceWithItsQuotes() {
    Token token = SqlText.of("ALTER TABLE \"ä b\"").tokens().getLast();

    assertThat(token).isEqualTo(new Token(Token.Kind.QUOTED_NAME, "ä b", new Span(12, 17)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "'open", "$$open", "$open", "/* open", "E'\\", "", "$", "1e5"})
  void whatHasNoEndEndsWithTheText(String sql) {
    assertThat(SqlText.of(sql).tokens()).allMatch(token -> token.span().end() <= sql.length());
  }

  private static Stream<Arguments> strings() {
    return Stream.of(
        arguments("'it''s'", "it's"),
        arguments("'a'\n  'b'", "ab"),
        arguments("'a' -- c 'x\n  'b'", "ab"),
        arguments("E'\\x41\\102\\u0043\\\\\\n'''", "ABC\\\n'"),
        arguments("E'a\\'b'", "a'b"),
        arguments("e'a'\n'\\t'", "a\t"),
        arguments("U&'d\\0061t\\+000061'", "data"),
        arguments("U&'d!0061!!' UESCAPE '!'", "da!"),
        arguments("n'x'", "x"),
        arguments("X'1f'", "1f"),
        arguments("$q$ it's $q$", " it's "));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void aStringStandsForWhatTheServerReads(String sql, String value) {
    assertThat(SqlText.of(sql).tokens())
        .containsExactly(new Token(Token.Kind.STRING, value, new Span(0, sql.length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Orders | orders",
        "\"Or\"\"ders\" | Or\"ders",
        "U&\"\\0041b\" | Ab",
        "u&\"!0041b\" /* c */ uescape '!' | Ab",
        "ÄB$1 | Äb$1"
      })
  void aNameIsFoldedOrUnquoted(String sql, String value) {
    List<Token> tokens = SqlText.of(sql).tokens();

    assertThat(tokens).hasSize(1);
    assertThat(tokens.getFirst().isName()).isTrue();
    assertThat(tokens.getFirst().value()).isEqualTo(value);
  }

  @Test
  void stringsOneBehindTheOtherOnOneLineAreTwo() {
    assertThat(values("'a' 'b'", Token.Kind.STRING)).containsExactly("a", "b");
    assertThat(values("1e'x'", Token.Kind.STRING)).containsExactly("x");
  }

  @Test
  void numbersHaveFractionsAndExponentsButNoSign() {
    String sql = "1 -2.5 .5 1e5 1.5e-3 0x1F 1_000 $1 1..10 a1";

    assertThat(values(sql, Token.Kind.NUMBER))
        .containsExactly("1", "2.5", ".5", "1e5", "1.5e-3", "0x1F", "1_000", "1", ".10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE t SET a = 1 WHERE b = 2 | where | 19",
        "UPDATE t SET a = '-- where' WHERE b = 2 | where | 28",
        "UPDATE t SET a = (SELECT 1 FROM u WHERE c) RETURNING a | where | -1",
        "UPDATE t SET \"where\" = 1 | where | -1",
        "DELETE FROM t /* where */ WHERE b | where | 26",
        "DELETE FROM t /* a /* b */ where */ WHERE b | where | 36",
        "UPDATE t SET a = $$ where $$ | where | -1"
      })
  void aClauseIsFoundOutsideOfParenthesesQuotesAndComments(String sql, String phrase, int at) {
    assertThat(SqlText.of(sql).lastOuter(phrase).map(Span::start).orElse(-1)).isEqualTo(at);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "create  INDEX i ~ CREATE [UNIQUE] INDEX ~ create  INDEX",
        "CREATE /* a */ UNIQUE INDEX i ~ CREATE [UNIQUE] INDEX ~ CREATE /* a */ UNIQUE INDEX",
        "REINDEX (VERBOSE, TABLESPACE t) TABLE a ~ REINDEX [()] INDEX|TABLE ~ REINDEX (VERBOSE, TABLESPACE t) TABLE",
        "REINDEX INDEX a ~ REINDEX [()] INDEX|TABLE ~ REINDEX INDEX",
        "REINDEX SYSTEM a ~ REINDEX [()] INDEX|TABLE ~",
        "'x' CREATE INDEX i ~ CREATE [UNIQUE] INDEX ~",
        "CREATE \"index\" ~ CREATE [UNIQUE] INDEX ~"
      })
  void aPhraseOpensAText(String sql, String phrase, String found) {
    String shown =
        SqlText.of(sql)
            .opening(phrase)
            .map(span -> sql.substring(span.start(), span.end()))
            .orElse(null);

    assertThat(shown).isEqualTo(found);
  }

  @Test
  void parenthesesAreFoundWithThoseInside() {
    SqlText text = SqlText.of("a AS /* ( */ (f(')') + 1) STORED");

    Span group = text.parentheses(text.first("AS").orElseThrow().end()).orElseThrow();

    assertThat(text.text().substring(group.start(), group.end())).isEqualTo("(f(')') + 1)");
    assertThat(text.parentheses(0)).isEmpty();
    assertThat(SqlText.of("(open").parentheses(0)).isEmpty();
  }

  @Test
  void textsAreRewritten() {
    SqlText text = SqlText.of("CREATE TABLE IF  NOT EXISTS Orders (a int) -- IF NOT EXISTS orders");

    assertThat(text.without("IF NOT EXISTS"))
        .isEqualTo("CREATE TABLE Orders (a int) -- IF NOT EXISTS orders");
    assertThat(text.renamed("orders", "app.orders"))
        .isEqualTo("CREATE TABLE IF  NOT EXISTS app.orders (a int) -- IF NOT EXISTS orders");
    assertThat(SqlText.of("a NOT ENFORCED, b NOT ENFORCED").without("NOT ENFORCED"))
        .isEqualTo("a, b NOT ENFORCED");
    assertThat(SqlText.of("a NOT ENFORCED, b not  enforced").replaced("NOT ENFORCED", "NOT VALID"))
        .isEqualTo("a NOT VALID, b NOT VALID");
    assertThat(SqlText.of("a NOT ENFORCED, b NOT ENFORCED ").withoutAny("NOT ENFORCED"))
        .isEqualTo("a, b ");
    assertThat(SqlText.of("a b a").replacedFirst("a", "c")).isEqualTo("c b a");
    assertThat(SqlText.of("x SET  DEFAULT y ").behind("SET DEFAULT")).hasValue("y");
    assertThat(SqlText.of("x SET DEFAULT y").from("DEFAULT")).hasValue("DEFAULT y");
  }

  @Test
  void commentsBecomeSpaces() {
    assertThat(SqlText.of("/* a */ SELECT '--' -- b\n, 1/* c */+2").uncommented())
        .isEqualTo(" SELECT '--' , 1 +2");
  }

  @Test
  void commentsBeforeAnEscapeBecomeBlanksOfTheirLengthInBytes() {
    String sql = "a /* b */ u&\"c\" /* ä */\nUESCAPE -- d\n'!' /* e */ U&'f' 'g' x&\"h\"";

    assertThat(SqlText.of(sql).withPlainEscapes())
        .isEqualTo("a /* b */ u&\"c\"         \nUESCAPE     \n'!' /* e */ U&'f' 'g' x&\"h\"");
  }

  @Test
  void passwordsAreHiddenWhereverTheyAreWritten() {
    assertThat(SqlText.of("ALTER ROLE a PASSWORD 'b''c', b 'd'").withoutPasswords())
        .isEqualTo("ALTER ROLE a PASSWORD '***', b 'd'");
    assertThat(SqlText.of("CREATE ROLE a ENCRYPTED password $x$b$x$ LOGIN").withoutPasswords())
        .isEqualTo("CREATE ROLE a ENCRYPTED password '***' LOGIN");
    assertThat(SqlText.of("DO $q$ x; ALTER ROLE a PASSWORD 'b'; $q$ LANGUAGE x").withoutPasswords())
        .isEqualTo("DO $q$ x; ALTER ROLE a PASSWORD '***'; $q$ LANGUAGE x");
    assertThat(
            SqlText.of("CREATE USER MAPPING FOR a SERVER s OPTIONS (password 'b', user 'c')")
                .withoutPasswords())
        .isEqualTo("CREATE USER MAPPING FOR a SERVER s OPTIONS (password '***', user 'c')");
    assertThat(SqlText.of("SELECT 'password', $$x$$").withoutPasswords())
        .isEqualTo("SELECT 'password', $$x$$");
  }
}

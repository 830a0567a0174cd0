package dev.ballast.observe.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.text.StatementText.Form;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every statement here has `hunter2` in it, which must not be left.
class LiteralRemovalTest {
  private static final String SECRET = "hunter2";

  static Stream<Arguments> statements() {
    return Stream.of(
        Arguments.of("SELECT 'hunter2'", "SELECT $1"),
        Arguments.of("SELECT 1 -- hunter2", "SELECT $1"),
        Arguments.of("/* hunter2 */ SELECT a FROM t /* hunter2 */", "SELECT a FROM t"),
        Arguments.of("SELECT a FROM t WHERE b = $1 AND c = E'hunter2\\''", null),
        Arguments.of("CREATE ROLE app LOGIN PASSWORD 'hunter2'", null),
        Arguments.of("ALTER ROLE app PASSWORD 'hunter2' VALID UNTIL 'hunter2'", null),
        Arguments.of("ALTER SYSTEM SET primary_conninfo = 'password=hunter2'", null),
        Arguments.of("ALTER SYSTEM SET shop.token TO hunter2", "ALTER SYSTEM SET shop.token TO ?"),
        Arguments.of(
            "ALTER ROLE app SET shop.token = hunter2", "ALTER ROLE app SET shop.token = ?"),
        Arguments.of(
            "ALTER DATABASE shop SET shop.token TO hunter2, hunter2",
            "ALTER DATABASE shop SET shop.token TO ?"),
        Arguments.of("SET shop.token = hunter2", "SET shop.token = ?"),
        Arguments.of("SET LOCAL shop.token TO hunter2", "SET LOCAL shop.token TO ?"),
        Arguments.of(
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET shop.token TO hunter2 AS"
                + " $$ SELECT 'hunter2' $$",
            null),
        Arguments.of("DO $x$ BEGIN PERFORM 'hunter2'; END $x$", "DO $1"),
        Arguments.of("COPY t FROM PROGRAM 'curl -u hunter2 x'", "COPY t FROM PROGRAM ?"),
        Arguments.of("COPY (SELECT 'hunter2') TO STDOUT WITH (NULL 'hunter2')", null),
        Arguments.of("COMMENT ON TABLE t IS 'hunter2'", "COMMENT ON TABLE t IS ?"),
        Arguments.of("CREATE USER MAPPING FOR app SERVER s OPTIONS (password 'hunter2')", null),
        Arguments.of("CREATE SUBSCRIPTION s CONNECTION 'hunter2' PUBLICATION p", null),
        Arguments.of("NOTIFY c, 'hunter2'", "NOTIFY c, $1"),
        Arguments.of("EXECUTE p('hunter2')", null),
        Arguments.of("PREPARE p AS SELECT 'hunter2'", null),
        Arguments.of("PREPARE TRANSACTION 'hunter2'", null),
        Arguments.of("EXPLAIN SELECT U&'hunter2' UESCAPE '!'", null),
        Arguments.of("CREATE VIEW v AS SELECT 'hunter2' AS x", null),
        Arguments.of("CREATE TABLE t (a text DEFAULT 'hunter2' CHECK (a <> 'hunter2'))", null),
        Arguments.of("SECURITY LABEL ON ROLE r IS 'hunter2'", null),
        Arguments.of("SELECT 'a'\n 'hunter2'", null));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void noLiteralIsLeft(String statement, @org.jspecify.annotations.Nullable String expected) {
    StatementText text = LiteralRemoval.of(statement, true);
    assertThat(text.form()).isEqualTo(Form.WITHOUT_LITERALS);
    assertThat(text.text()).doesNotContain(SECRET).doesNotContain("'");
    if (expected != null) {
      assertThat(text.text()).isEqualTo(expected);
    }
  }

  @Test
  void numbersOfUtilityStatementsGoToo() {
    assertThat(LiteralRemoval.of("CREATE VIEW v AS SELECT 4111 WHERE 1.5 < 0x1F", true).text())
        .isEqualTo("CREATE VIEW v AS SELECT ? WHERE ? < ?");
  }

  @Test
  void ofWhatIsNotUnderstoodTheCommandIsLeft() {
    assertThat(LiteralRemoval.of("SELEKT 'hunter2'", true))
        .isEqualTo(new StatementText(Form.UNPARSED, ""));
    assertThat(LiteralRemoval.of("CREATE hunter2 'x", true))
        .isEqualTo(new StatementText(Form.UNPARSED, "CREATE"));
    assertThat(LiteralRemoval.of("SELECT 'hunter2", false))
        .isEqualTo(new StatementText(Form.CUT, "SELECT"));
    // To a server with standard_conforming_strings off, this is one string.
    assertThat(LiteralRemoval.of("COMMENT ON TABLE t IS 'it\\' || hunter2 || 's'", true).text())
        .doesNotContain(SECRET);
    assertThat(LiteralRemoval.of("", true)).isEqualTo(new StatementText(Form.WITHOUT_LITERALS, ""));
  }

  @Test
  void longAndBrokenTextsSurvive() {
    String columns = String.join(", ", java.util.Collections.nCopies(12_000, "abc"));
    assertThat(LiteralRemoval.of("SELECT " + columns, true).text())
        .hasSize(LiteralRemoval.MAX_LENGTH)
        .startsWith("SELECT abc, abc")
        .endsWith("…");
    assertThat(LiteralRemoval.asWritten("SELECT '\0 \ud800'").text())
        .isEqualTo("SELECT '\uFFFD \uFFFD'");
    assertThat(LiteralRemoval.of("SELECT 'hunter2\0'", true).text()).isEqualTo("SELECT $1");
  }
}

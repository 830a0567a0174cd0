package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.grammar.SyntaxError;
import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.BodyPart.Evaluation;
import dev.ballast.sql.tree.BodyPart.Place;
import dev.ballast.sql.tree.BodyPart.Sql;
import dev.ballast.sql.tree.BodyPart.TransactionEnd;
import dev.ballast.sql.tree.ParsedStatement.Refused;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutineBodyTest {

  private static List<BodyPart> parts(String statement) {
    return switch (Parser.postgres18().body(statement).orElseThrow()) {
      case RoutineBody.Understood understood -> understood.parts();
      case RoutineBody.Refused refused -> throw new AssertionError(refused.error().message());
      case RoutineBody.OtherLanguage other -> throw new AssertionError(other.language());
    };
  }

  /// The parts of a `DO` block with these statements.
  private static List<BodyPart> block(String statements) {
    return parts("DO $$DECLARE r record; n int; a int[]; BEGIN " + statements + " END$$");
  }

  private static String text(BodyPart part) {
    return switch (part) {
      case Sql sql -> sql.text();
      case Evaluation evaluation -> evaluation.text();
      case DynamicSql dynamic -> dynamic.text();
      case TransactionEnd end -> end.commit() ? "COMMIT" : "ROLLBACK";
      case BodyPart.OtherPart other -> other.node();
    };
  }

  private static ParsedStatement parsed(BodyPart part) {
    return switch (part) {
      case Sql sql -> sql.parsed();
      case Evaluation evaluation -> evaluation.parsed();
      case DynamicSql dynamic -> dynamic.parsed();
      case BodyPart other -> throw new AssertionError(other);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FUNCTION f() RETURNS mood[]",
        "FUNCTION f() RETURNS SETOF app.mood[]",
        "FUNCTION f(a mood[], VARIADIC \"All\" \"My Type\"[]) RETURNS int",
        "FUNCTION f(OUT a mood[])",
        "FUNCTION f(OUT a mood[], OUT b int)",
        "FUNCTION f() RETURNS TABLE (a mood[])",
        "FUNCTION f() RETURNS TABLE (a mood[], b numeric(10, 2)[])",
        "FUNCTION f(INOUT a mood[] DEFAULT NULL)",
        "FUNCTION f(a t.c%TYPE) RETURNS SETOF t.c%TYPE",
        "PROCEDURE f(a mood[], INOUT b timestamptz(3))"
      })
  void arraysOfTypesThatADatabaseDefinesAreReadBefore(String head) {
    assertThat(parts("CREATE " + head + " LANGUAGE plpgsql AS $b$ BEGIN DELETE FROM t; END $b$"))
        .extracting(RoutineBodyTest::text)
        .containsExactly("DELETE FROM t");
  }

  @Test
  void statementsOfSqlArePartsWithTheirTrees() {
    List<BodyPart> parts = block("CREATE TABLE t (x int); ALTER TABLE t ADD y int;");

    assertThat(parts).hasOnlyElementsOfType(Sql.class);
    assertThat(parts)
        .extracting(part -> (Object) ((Understood) parsed(part)).statement().getClass())
        .containsExactly(TableStatement.CreateTable.class, TableStatement.AlterTable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PERFORM f(1);                                    | SELECT f(1)",
        "CALL p(1);                                       | CALL p(1)",
        "SELECT x INTO n FROM t;                          | SELECT x        FROM t",
        "RETURN;                                          | ''",
        "n := f(1);                                       | f(1)",
        "n = f(1);                                        | f(1)",
        "a[f(1)] := g(2);                                 | a[f(1)];g(2)",
        "IF f(1) THEN NULL; ELSIF g(2) THEN NULL; END IF; | f(1);g(2)",
        "CASE n WHEN 1, 2 THEN NULL; END CASE;            | n;1, 2",
        "CASE WHEN f(1) THEN NULL; END CASE;              | f(1)",
        "WHILE f(1) LOOP NULL; END LOOP;                  | f(1)",
        "FOR i IN 1..f(2) BY 3 LOOP NULL; END LOOP;       | 1;f(2);3",
        "FOR r IN SELECT * FROM t LOOP NULL; END LOOP;    | SELECT * FROM t",
        "FOREACH n IN ARRAY f(1) LOOP NULL; END LOOP;     | f(1)",
        "LOOP EXIT WHEN f(1); END LOOP;                   | f(1)",
        "RAISE NOTICE '%', f(1) USING hint = g(2);        | f(1);g(2)",
        "ASSERT f(1), g(2);                               | f(1);g(2)",
        "EXECUTE f(1) USING g(2), 3;                      | f(1);g(2);3",
        "FOR r IN EXECUTE f(1) USING g(2) LOOP NULL; END LOOP; | f(1);g(2)",
        "GET DIAGNOSTICS n = ROW_COUNT;                   | ''",
        "COMMIT; ROLLBACK;                                | COMMIT;ROLLBACK",
        "LOCK TABLE t; TRUNCATE t;                        | LOCK TABLE t;TRUNCATE t"
      })
  void everyStatementOfPlpgsqlYieldsWhatItRuns(String statements, String texts) {
    assertThat(block(statements).stream().map(RoutineBodyTest::text).toList())
        .isEqualTo(texts.isEmpty() ? List.of() : List.of(texts.split(";", -1)));
  }

  @Test
  void functionsReturnQueriesRowsAndValues() {
    String sql =
        """
        CREATE FUNCTION f() RETURNS SETOF int LANGUAGE plpgsql AS $$
        BEGIN
          RETURN QUERY SELECT 1 FROM t;
          RETURN QUERY EXECUTE 'SELECT 2' USING g(3);
          RETURN NEXT h(4);
        END $$""";

    assertThat(parts(sql).stream().map(RoutineBodyTest::text).toList())
        .containsExactly("SELECT 1 FROM t", "'SELECT 2'", "g(3)", "h(4)");
  }

  @Test
  void cursorsHaveTheirQueries() {
    String sql =
        """
        DO $$
        DECLARE
          c CURSOR (k int) FOR SELECT * FROM t WHERE x = k;
          d refcursor;
        BEGIN
          OPEN c (f(1));
          OPEN d FOR SELECT * FROM u;
          OPEN d FOR EXECUTE 'SELECT * FROM v';
          FETCH c INTO d;
          MOVE NEXT FROM c;
          CLOSE c;
        END $$""";

    assertThat(parts(sql).stream().map(RoutineBodyTest::text).toList())
        .containsExactly(
            "SELECT * FROM t WHERE x = k", "f(1)", "SELECT * FROM u", "'SELECT * FROM v'");
  }

  @Test
  void defaultsOfVariablesAreEvaluated() {
    assertThat(parts("DO $$DECLARE x int := f(1); BEGIN NULL; END$$"))
        .extracting(RoutineBodyTest::text)
        .containsExactly("f(1)");
  }

  @Test
  void everyPartIsFoundAgainInTheBody() {
    String body =
        """

        DECLARE
          größe int := f('ü');
        BEGIN
          -- ändere t, DROP TABLE x
          IF größe > 1 THEN
            PERFORM g(größe),
                    h('é');
            EXECUTE format('ALTER TABLE %I ADD x int', 'größe');
          END IF;
          SELECT a, b INTO STRICT größe FROM "Läden" WHERE c = größe;
          UPDATE t SET a = 1; UPDATE t SET a = 1;
          größe := größe + i(2);
        END""";
    String sql = "DO $x$" + body + "$x$";

    for (BodyPart part : parts(sql)) {
      int offset = part.place().offset();
      String text = text(part);
      assertThat(offset).as(text).isNotNegative();
      boolean performed = text.startsWith("SELECT g");
      assertThat(textAt(body, offset + (performed ? 6 : 0), 3))
          .isEqualTo(textAt(text, performed ? 6 : 0, 3));
      Understood understood = (Understood) parsed(part);
      int shift = part instanceof Sql ? 0 : Evaluation.PREFIX.length();
      for (Expression.FunctionCall call : Walk.of(understood.statement()).calls()) {
        assertThat(textAt(body, offset + call.offset() - shift, 1))
            .isEqualTo(call.name().name().substring(0, 1));
      }
    }
  }

  @Test
  void equalStatementsOnOneLineHaveTheirOwnPlaces() {
    assertThat(parts("DO $$BEGIN DELETE FROM t; DELETE FROM t; END$$"))
        .extracting(part -> part.place().offset())
        .containsExactly(6, 21);
  }

  @Test
  void linesAreThoseOfTheBody() {
    assertThat(parts("DO\n\n$$BEGIN\n  PERFORM f(1);\n\n  PERFORM g(2); END$$"))
        .extracting(part -> part.place().line())
        .containsExactly(2, 4);
  }

  @Test
  void whatDecidesWhetherAPartRunsIsTold() {
    String sql =
        """
        DO $$
        BEGIN
          DELETE FROM a;
          IF true THEN DELETE FROM b; ELSE DELETE FROM c; END IF;
          FOR i IN 1..2 LOOP DELETE FROM d; IF true THEN DELETE FROM e; END IF; END LOOP;
          BEGIN
            DELETE FROM f;
          EXCEPTION WHEN others THEN
            DELETE FROM g;
          END;
          CASE WHEN true THEN DELETE FROM h; ELSE DELETE FROM i; END CASE;
        END $$""";

    assertThat(
            parts(sql).stream()
                .filter(Sql.class::isInstance)
                .map(part -> text(part).substring(12) + marks(part.place()))
                .toList())
        .containsExactly("a", "bC", "cC", "dL", "eCL", "fG", "gCH", "hC", "iC");
  }

  private static String marks(Place place) {
    return (place.conditional() ? "C" : "")
        + (place.looped() ? "L" : "")
        + (place.guarded() ? "G" : "")
        + (place.handler() ? "H" : "");
  }

  @Test
  void aTransactionEndsInsideABlock() {
    assertThat(block("COMMIT AND CHAIN; LOOP ROLLBACK; END LOOP;"))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        new TransactionEnd(
                            new Place(1, -1, false, false, false, false), true, true)),
            second ->
                assertThat(second)
                    .isEqualTo(
                        new TransactionEnd(
                            new Place(1, -1, false, true, false, false), false, false)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '\0',
      value = {
        "'DROP TABLE x' @ DROP TABLE x",
        "'DROP ' || 'TABLE ' || 'x' @ DROP TABLE x",
        "$q$DROP TABLE x$q$ @ DROP TABLE x",
        "('DROP TABLE x'::text) @ DROP TABLE x",
        "format('DROP TABLE %I', 'Ä x') @ DROP TABLE \"Ä x\"",
        "format('DROP TABLE %I.%I', 's', 't') @ DROP TABLE s.t",
        "format('DROP TABLE %2$I.%1$I', 't', 's') @ DROP TABLE s.t",
        "format('SELECT %L, %s, ''5%%''', 'a''b', 3) @ SELECT 'a''b', 3, '5%'",
        "pg_catalog.format('DROP TABLE x') @ DROP TABLE x",
        "'DROP TABLE ' || quote_ident('x y') @ DROP TABLE \"x y\"",
        "'SELECT ' || quote_literal('a''b') @ SELECT 'a''b'"
      })
  void aConstantIsReadAsTheStatementItIs(String expression, String literal) {
    DynamicSql dynamic = (DynamicSql) block("EXECUTE " + expression + ";").getFirst();

    assertThat(dynamic.literal()).contains(literal);
    assertThat(dynamic.statements()).hasSize(1);
    assertThat(dynamic.statements().getFirst().text()).isEqualTo(literal);
    assertThat(dynamic.statements().getFirst().parsed()).isInstanceOf(Understood.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n",
        "'DROP TABLE ' || n",
        "format('DROP TABLE %I', n)",
        "format('%s')",
        "format('%-5s', 'x')",
        "format('%', 'x')",
        "format('%3$s', 'x')",
        "app.format('DROP TABLE x')",
        "f('DROP TABLE x')",
        "'DROP TABLE ' || NULL",
        "(SELECT 'DROP TABLE x' UNION SELECT 'x')"
      })
  void whatIsOnlyKnownWhenItRunsHasNoLiteral(String expression) {
    DynamicSql dynamic = (DynamicSql) block("EXECUTE " + expression + ";").getFirst();

    assertThat(dynamic.literal()).isEmpty();
    assertThat(dynamic.statements()).isEmpty();
    assertThat(dynamic.text()).isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '\0',
      value = {
        "'DROP TABLE ' || n @ DROP TABLE named_at_run_time",
        "'DROP TABLE ' || quote_ident(s) || '.' || quote_ident(n) || ' CASCADE'"
            + " @ DROP TABLE named_at_run_time.named_at_run_time_2 CASCADE",
        "'DROP TABLE part_' || to_char(now(), 'YYYY') @ DROP TABLE part_named_at_run_time",
        "'DROP TABLE \"' || n || '\"' @ DROP TABLE \"named_at_run_time\"",
        "format('GRANT %s ON %I TO %I', p, t, r) @ GRANT named_at_run_time ON named_at_run_time_2 TO"
            + " named_at_run_time_3",
        "format('DROP TABLE %1$I, a_%1$s', n) @ DROP TABLE named_at_run_time, a_named_at_run_time",
        "format('COMMENT ON TABLE %s IS %L', n::regclass, c) @ COMMENT ON TABLE named_at_run_time IS"
            + " 'named_at_run_time_2'",
        "format('ALTER TABLE %I ADD COLUMN %I int', 't', c) @ ALTER TABLE t ADD COLUMN"
            + " named_at_run_time int"
      })
  void whereOnlyNamesAreFilledInThereIsAnOutline(String expression, String outline) {
    DynamicSql dynamic = (DynamicSql) block("EXECUTE " + expression + ";").getFirst();

    assertThat(dynamic.literal()).isEmpty();
    assertThat(dynamic.outline()).extracting(Sql::text).containsExactly(outline);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n",
        "n || ' IS NULL'",
        "format(n, 'x')",
        "format('ALTER TABLE t %s', n)",
        "format('DROP TABLE %-5s', n)",
        "'DROP ' || n || ' x'",
        "'DROP TABLE ' || NULL",
        "f('DROP TABLE x')"
      })
  void whereMoreThanNamesIsFilledInThereIsNone(String expression) {
    DynamicSql dynamic = (DynamicSql) block("EXECUTE " + expression + ";").getFirst();

    assertThat(dynamic.outline()).isEmpty();
  }

  @Test
  void aLiteralMayHoldSeveralStatements() {
    DynamicSql dynamic = (DynamicSql) block("EXECUTE 'DROP TABLE a; DELETE FROM b;';").getFirst();

    assertThat(dynamic.statements())
        .extracting(Sql::text)
        .containsExactly("DROP TABLE a", "DELETE FROM b");
  }

  @Test
  void aLiteralThatDoesNotParseSaysSo() {
    DynamicSql dynamic = (DynamicSql) block("EXECUTE 'DORP TABLE a';").getFirst();

    assertThat(dynamic.statements()).hasSize(1);
    assertThat(dynamic.statements().getFirst().parsed())
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.error().message())
                    .isEqualTo("syntax error at or near \"DORP\""));
  }

  @Test
  void aBlockWithinABlockIsRead() {
    DynamicSql dynamic =
        (DynamicSql) block("EXECUTE 'DO $i$BEGIN EXECUTE ''DROP TABLE deep''; END$i$';").getFirst();

    BodyPart inner = parts(dynamic.statements().getFirst().text()).getFirst();

    assertThat(((DynamicSql) inner).literal()).contains("DROP TABLE deep");
  }

  @Test
  void aBodyInSqlIsSplitIntoItsStatements() {
    String body =
        "\n  -- größer; oder nicht\n  DELETE FROM t;\n\n INSERT INTO t VALUES (';'); SELECT 1";
    String sql = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$" + body + "$$";

    List<BodyPart> parts = parts(sql);

    assertThat(parts.stream().map(RoutineBodyTest::text).toList())
        .containsExactly("DELETE FROM t", "INSERT INTO t VALUES (';')", "SELECT 1");
    assertThat(parts).extracting(part -> part.place().line()).containsExactly(3, 5, 5);
    for (BodyPart part : parts) {
      assertThat(textAt(body, part.place().offset(), 6)).isEqualTo(text(part).substring(0, 6));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.a = now(); RETURN NEW; END$$",
        "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE '%', tg_tag; END$$",
        "CREATE FUNCTION f(r app.orders) RETURNS SETOF app.orders LANGUAGE plpgsql AS $$DECLARE o app.orders%ROWTYPE; BEGIN FOR o IN TABLE app.orders LOOP RETURN NEXT o; END LOOP; END$$",
        "CREATE PROCEDURE p(INOUT a int) LANGUAGE plpgsql AS 'BEGIN COMMIT; a := 1; END'",
        "CREATE FUNCTION f(OUT a int, OUT b text) LANGUAGE plpgsql AS $$BEGIN a := f(1); RETURN; END$$",
        "CREATE FUNCTION f() RETURNS TABLE (a int) LANGUAGE plpgsql AS $$BEGIN RETURN QUERY SELECT 1; END$$",
        "CREATE FUNCTION f(anyelement) RETURNS anyarray LANGUAGE plpgsql AS $$BEGIN RETURN ARRAY[$1]; END$$"
      })
  void routinesOfEverySortAreRead(String sql) {
    assertThat(parts(sql)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DO $$BEGIN SLCT 1; END$$               | plpgsql | syntax error at or near \"SLCT\"",
        "DO $$BEGIN IF true THEN END$$          | plpgsql | syntax error at end of input",
        "DO $$nothing$$                         | plpgsql | syntax error at or near \"nothing\"",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SLCT 1' | sql | syntax error at or near \"SLCT\""
      })
  void aBodyThatDoesNotParseIsRefusedWithItsReason(String sql, String language, String message) {
    RoutineBody body = Parser.postgres18().body(sql).orElseThrow();

    assertThat(body)
        .isInstanceOfSatisfying(
            RoutineBody.Refused.class,
            refused -> {
              assertThat(refused.language()).isEqualTo(language);
              assertThat(refused.error().message()).isEqualTo(message);
              assertThat(refused.error().kind()).isEqualTo(SyntaxError.Kind.SYNTAX);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DO LANGUAGE plpython3u 'x'                            | plpython3u",
        "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'a', 'b' | c",
        "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'a' | internal"
      })
  void anotherLanguageIsNamed(String sql, String language) {
    assertThat(Parser.postgres18().body(sql)).contains(new RoutineBody.OtherLanguage(language));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "CREATE FUNCTION f() RETURNS int RETURN 1",
        "CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1; END",
        "no statement at all"
      })
  void whatHasNoBodyTextHasNoBody(String sql) {
    assertThat(Parser.postgres18().body(sql)).isEqualTo(Optional.empty());
  }

  static List<String> ofTheManual() {
    return EveryStatement.ofTheManualInPlpgsql();
  }

  @ParameterizedTest
  @MethodSource("ofTheManual")
  void whateverPlpgsqlCanSayIsKnownAndFoundAgain(String sql) {
    for (BodyPart part : parts(sql)) {
      assertThat(part).isNotInstanceOf(BodyPart.OtherPart.class);
      if (!(part instanceof TransactionEnd)) {
        assertThat(parsed(part)).as(text(part)).isInstanceOf(Understood.class);
        assertThat(part.place().offset()).as(text(part)).isNotNegative();
      }
    }
  }

  @Test
  void anEmptyBodyHasNoParts() {
    assertThat(parts("DO $$BEGIN END$$")).isEmpty();
    assertThat(parts("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS ''")).isEmpty();
  }
}

package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.expression;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.Expression.BooleanExpression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.Expression.NullTest;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.Expression.OtherExpression;
import dev.ballast.sql.tree.Expression.Parameter;
import dev.ballast.sql.tree.Expression.SubQuery;
import dev.ballast.sql.tree.Expression.ValueFunction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  /// Where the expression begins in `SELECT expression`.
  private static final int START = 7;

  private static <T> T typed(Class<T> kind, String sql) {
    return kind.cast(Reading.expression(sql));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      value = {
        "'it''s'          | STRING     | it's",
        "$$x$$            | STRING     | x",
        "U&'\\00fc'       | STRING     | ü",
        "'😀'             | STRING     | 😀",
        "1                | INTEGER    | 1",
        "-1               | INTEGER    | -1",
        "0                | INTEGER    | 0",
        "0xFF             | INTEGER    | 255",
        "2147483648       | FLOAT      | 2147483648",
        "1.50             | FLOAT      | 1.50",
        "true             | BOOLEAN    | true",
        "false            | BOOLEAN    | false",
        "B'101'           | BIT_STRING | b101",
        "X'1F'            | BIT_STRING | x1F",
        "NULL             | NULL       | NULL"
      })
  void aConstantHasItsKindAndText(String sql, Literal.Kind kind, String text) {
    assertThat(expression(sql)).isEqualTo(new Literal(START, kind, text));
  }

  @Test
  void anEmptyTextIsAConstant() {
    assertThat(expression("''")).isEqualTo(new Literal(START, Literal.Kind.STRING, ""));
  }

  @Test
  void anEscapedTextIsTheTextItself() {
    assertThat(expression("E'a\\n\\t\\\\\\'\"/\\x01\\u00fc'"))
        .isEqualTo(new Literal(START, Literal.Kind.STRING, "a\n\t\\'\"/\u0001\u00fc"));
  }

  @ParameterizedTest
  @CsvSource({"a, a", "t.a, t;a", "s.t.a, s;t;a", "\"T\".*, T;*", "*, *"})
  void aColumnHasItsFields(String sql, String fields) {
    assertThat(expression(sql.replace('\'', '"')))
        .isEqualTo(new ColumnReference(START, List.of(fields.split(";", -1))));
  }

  @Test
  void theColumnIsTheLastField() {
    assertThat(typed(ColumnReference.class, "s.t.a").column()).isEqualTo("a");
  }

  @Test
  void aCallHasArgumentsAndMore() {
    FunctionCall call = typed(FunctionCall.class, "s.f(1, a, g(2))");
    FunctionCall aggregate =
        typed(
            FunctionCall.class,
            "count(DISTINCT a ORDER BY b) FILTER (WHERE h(c)) OVER (ORDER BY d)");

    assertThat(call.name()).isEqualTo(QualifiedName.of("s", "f"));
    assertThat(call.offset()).isEqualTo(START);
    assertThat(call.arguments()).hasSize(3);
    assertThat(aggregate.distinct()).isTrue();
    assertThat(aggregate.others()).hasSize(3);
    assertThat(typed(FunctionCall.class, "count(*)").star()).isTrue();
    assertThat(typed(FunctionCall.class, "f(VARIADIC a)").variadic()).isTrue();
    assertThat(Walk.of(expression("f(a => g(1))")).calls()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "extract(year FROM a), extract",
    "trim(a), btrim",
    "substring(a FROM 1), substring",
    "position('a' IN b), position",
    "overlay(a PLACING b FROM 1), overlay",
    "a AT TIME ZONE 'UTC', timezone"
  })
  void syntaxThatIsAFunctionIsOne(String sql, String name) {
    assertThat(typed(FunctionCall.class, sql).name())
        .isEqualTo(QualifiedName.of("pg_catalog", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CURRENT_DATE",
        "CURRENT_TIME",
        "CURRENT_TIMESTAMP",
        "LOCALTIME",
        "LOCALTIMESTAMP",
        "CURRENT_ROLE",
        "CURRENT_USER",
        "USER",
        "SESSION_USER",
        "CURRENT_CATALOG",
        "CURRENT_SCHEMA"
      })
  void functionsWithoutParentheses(String name) {
    assertThat(expression(name)).isEqualTo(new ValueFunction(START, name));
  }

  @Test
  void aPrecisionDoesNotChangeTheFunction() {
    assertThat(expression("CURRENT_TIMESTAMP(3)"))
        .isEqualTo(new ValueFunction(START, "CURRENT_TIMESTAMP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CAST(a AS int)", "a::int", "a :: pg_catalog.int4"})
  void aCastHasItsTypeInEverySpelling(String sql) {
    Cast cast = typed(Cast.class, sql);

    assertThat(cast.type().canonical()).isEqualTo("integer");
    assertThat(cast.operand()).isInstanceOf(ColumnReference.class);
  }

  @Test
  void aTypedConstantIsACast() {
    assertThat(typed(Cast.class, "date '2026-01-01'").type().canonical()).isEqualTo("date");
    assertThat(typed(Cast.class, "interval '1' hour").type().canonical())
        .isEqualTo("interval hour");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b                         | OPERATOR               | +    | 2",
        "- a                           | OPERATOR               | -    | 1",
        "a OPERATOR(s.@@) b            | OPERATOR               | @@   | 2",
        "a <> b                        | OPERATOR               | <>   | 2",
        "a = ANY (b)                   | ANY_OF                 | =    | 2",
        "a > ALL (b)                   | ALL_OF                 | >    | 2",
        "a IS DISTINCT FROM b          | IS_DISTINCT            | =    | 2",
        "a IS NOT DISTINCT FROM b      | IS_NOT_DISTINCT        | =    | 2",
        "NULLIF(a, b)                  | NULLIF                 | =    | 2",
        "a IN (1, 2, 3)                | IN                     | =    | 4",
        "a NOT IN (1, 2)               | IN                     | <>   | 3",
        "a LIKE b                      | LIKE                   | ~~   | 2",
        "a NOT LIKE b                  | LIKE                   | !~~  | 2",
        "a ILIKE b                     | ILIKE                  | ~~*  | 2",
        "a SIMILAR TO b                | SIMILAR                | ~    | 2",
        "a BETWEEN 1 AND 2             | BETWEEN                | BETWEEN | 3",
        "a NOT BETWEEN 1 AND 2         | NOT_BETWEEN            | NOT BETWEEN | 3",
        "a BETWEEN SYMMETRIC 1 AND 2   | BETWEEN_SYMMETRIC      | BETWEEN SYMMETRIC | 3",
        "a NOT BETWEEN SYMMETRIC 1 AND 2 | NOT_BETWEEN_SYMMETRIC | NOT BETWEEN SYMMETRIC | 3"
      })
  void anOperationHasItsOperatorAndOperands(
      String sql, Operation.Kind kind, String operator, int operands) {
    Operation operation = typed(Operation.class, sql);

    assertThat(operation.kind()).isEqualTo(kind);
    assertThat(operation.operator()).isEqualTo(operator);
    assertThat(operation.operands()).hasSize(operands);
  }

  @Test
  void aChainOfOneOperatorIsLaidFlatFromTheLeft() {
    assertThat(typed(Operation.class, "1 - 2 - 3").operands())
        .extracting(operand -> ((Literal) operand).text())
        .containsExactly("1", "2", "3");
    assertThat(typed(Operation.class, "1 - (2 - 3)").operands()).hasSize(2);
    assertThat(typed(Operation.class, "1 - 2 + 3").operands()).hasSize(2);
    assertThat(typed(Operation.class, "- - a").operands()).hasSize(1);
  }

  @Test
  void testsForNull() {
    assertThat(typed(NullTest.class, "a IS NULL").isNull()).isTrue();
    assertThat(typed(NullTest.class, "a IS NOT NULL").isNull()).isFalse();
    assertThat(typed(NullTest.class, "a NOTNULL").operand())
        .isEqualTo(new ColumnReference(START, List.of("a")));
  }

  @Test
  void logicHasItsOperands() {
    BooleanExpression and = typed(BooleanExpression.class, "a AND b AND NOT c");
    BooleanExpression or = typed(BooleanExpression.class, "a OR b OR c");

    assertThat(and.kind()).isEqualTo(BooleanExpression.Kind.AND);
    assertThat(and.operands()).hasSize(3);
    assertThat(and.operands().getLast())
        .isInstanceOfSatisfying(
            BooleanExpression.class,
            not -> assertThat(not.kind()).isEqualTo(BooleanExpression.Kind.NOT));
    assertThat(or.kind()).isEqualTo(BooleanExpression.Kind.OR);
    assertThat(or.operands()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(SELECT f(1) FROM u)                   | SCALAR         | false",
        "EXISTS (SELECT f(1) FROM u)            | EXISTS         | false",
        "ARRAY(SELECT f(1) FROM u)              | ARRAY          | false",
        "a IN (SELECT f(1) FROM u)              | ANY            | true",
        "a = ANY (SELECT f(1) FROM u)           | ANY            | true",
        "a > ALL (SELECT f(1) FROM u)           | ALL            | true"
      })
  void queriesWithinAnExpression(String sql, SubQuery.Kind kind, boolean tested) {
    SubQuery query = typed(SubQuery.class, sql);

    assertThat(query.kind()).isEqualTo(kind);
    assertThat(query.test().isPresent()).isEqualTo(tested);
    assertThat(Walk.of(query).relations()).containsExactly(QualifiedName.of("u"));
    assertThat(Walk.of(query).calls()).hasSize(1);
  }

  @Test
  void aParameterHasItsNumber() {
    assertThat(expression("$2")).isEqualTo(new Parameter(START, 2));
  }

  static Stream<String> unknown() {
    return Stream.of(
        "CASE WHEN a THEN f(1) ELSE g(2) END",
        "COALESCE(f(1), g(2))",
        "GREATEST(f(1), g(2))",
        "ARRAY[f(1), g(2)]",
        "ROW(f(1), g(2))",
        "(f(1), g(2))",
        "(f(1))[g(2)]",
        "(f(g(2))).x",
        "f(g(1)) COLLATE \"C\"",
        "f(g(1)) IS TRUE",
        "XMLELEMENT(NAME a, f(1), g(2))",
        "JSON_OBJECT('a': f(1), 'b': g(2))",
        "JSON_VALUE(f(1), '$' DEFAULT g(2) ON ERROR)");
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void whatHasNoRecordStillHoldsAllThatIsBelow(String sql) {
    OtherExpression other = typed(OtherExpression.class, sql);

    assertThat(other.node()).isNotEmpty();
    assertThat(Walk.of(other).calls())
        .extracting(call -> call.name().name())
        .containsExactlyInAnyOrder("f", "g");
  }

  @Test
  void aFarAwayCallHasItsPlaceInBytes() {
    Expression call =
        Walk.of(expression("CASE WHEN 'ü' = 'é' THEN ARRAY[f(1)] END")).calls().getFirst();

    assertThat(call.offset()).isEqualTo(START + 33);
  }
}

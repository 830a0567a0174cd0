package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.grammar.SyntaxError;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.ParsedStatement.Refused;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  private static final int THREADS = 4;

  private static SyntaxError error(String sql) {
    return ((Refused) Parser.postgres18().parse(sql)).error();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "SELECT 1;", " \n-- x\n SELECT 1 /* y */ ; ", ";SELECT 1;;"})
  void oneStatementIsReadWithOrWithoutItsSemicolon(String sql) {
    assertThat(read(Select.class, sql).query().targets()).hasSize(1);
  }

  @Test
  void positionsCountFromTheStartOfTheText() {
    String sql = "-- größer\nSELECT f(1)";

    assertThat(Walk.of(read(Select.class, sql)).calls().getFirst().offset()).isEqualTo(19);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "'-- nothing', 0",
    "';', 0",
    "'SELECT 1; SELECT 2', 2",
    "'BEGIN; SELECT 1; COMMIT;', 3"
  })
  void whatIsNotOneStatementIsRefused(String sql, int statements) {
    assertThat(error(sql))
        .isEqualTo(
            new SyntaxError(
                SyntaxError.Kind.SYNTAX,
                "the text holds " + statements + " statements, not one",
                SyntaxError.UNKNOWN));
  }

  @Test
  void aSyntaxErrorHasItsPlace() {
    assertThat(error("SELECT 'ü' FORM t WERE"))
        .isEqualTo(new SyntaxError(SyntaxError.Kind.SYNTAX, "syntax error at or near \"t\"", 17));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f(", "CASE WHEN ", "(SELECT 1 + ", "ARRAY[", "NOT "})
  void whatIsNestedTooDeeplyIsRefusedAndNotACrash(String opening) throws Exception {
    String sql = "SELECT " + nested(opening, 5000);

    assertThat(onSmallStack(() -> Parser.postgres18().parse(sql))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f(", "CASE WHEN ", "(SELECT 1 + ", "ARRAY[", "NOT "})
  void aBoundOfLevelsIsKeptOnASmallStack(String opening) throws Exception {
    Object outcomes =
        onSmallStack(
            () ->
                Stream.of(30, 100, 200, 300)
                    .map(depth -> Parser.postgres18().parse("SELECT " + nested(opening, depth)))
                    .map(parsed -> parsed instanceof Understood && parsed.hashCode() != 0)
                    .toList());

    assertThat((List<?>) outcomes).first().isEqualTo(true);
    assertThat((List<?>) outcomes).last().isEqualTo(false);
  }

  private static String nested(String opening, int depth) {
    String closing =
        switch (opening.charAt(0)) {
          case 'f', '(' -> ")";
          case 'C' -> " THEN 1 END";
          case 'A' -> "]";
          default -> "";
        };
    return opening.repeat(depth) + "1" + closing.repeat(depth);
  }

  @Test
  void aChainOfOneOperatorIsNotDeep() throws Exception {
    String sql = "SELECT f(1)" + " || 'x'".repeat(5000);

    Object operands =
        onSmallStack(
            () -> Walk.of(read(Select.class, sql)).every(Operation.class).getFirst().operands());

    assertThat((List<?>) operands).hasSize(5001);
  }

  @Test
  void blocksNestedTooDeeplyAreRefused() throws Exception {
    String sql = "DO $$" + "BEGIN ".repeat(400) + "NULL;" + " END;".repeat(400) + "$$";

    Object body = onSmallStack(() -> Parser.postgres18().body(sql).orElseThrow());

    assertThat(body)
        .isInstanceOfSatisfying(
            RoutineBody.Refused.class,
            refused -> assertThat(refused.error().kind()).isEqualTo(SyntaxError.Kind.TOO_DEEP));
  }

  private interface Work {
    Object run();
  }

  /// On half of what a thread of a server usually has.
  private static Object onSmallStack(Work work) throws InterruptedException, ExecutionException {
    FutureTask<Object> task = new FutureTask<>(work::run);
    Thread thread = new Thread(null, task, "small stack", 512 * 1024);
    thread.start();
    return task.get();
  }

  @Test
  void anEqualTextIsReadOnce() {
    ParsedStatement first = Parser.postgres18().parse("SELECT remembered FROM this");
    ParsedStatement second = Parser.postgres18().parse("SELECT remembered FROM this");

    assertThat(second).isSameAs(first);
  }

  @Test
  void aLongTextIsNotRemembered() {
    String sql = "SELECT '" + "x".repeat(Parser.REMEMBERED_CHARS) + "'";
    ParsedStatement first = Parser.postgres18().parse(sql);

    assertThat(Parser.postgres18().parse(sql)).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void manyThreadsReadTheSameAsOne() throws InterruptedException, ExecutionException {
    List<String> texts = EveryStatement.texts().stream().map(text -> text + " ").toList();
    List<Future<List<ParsedStatement>>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        answers.add(threads.submit(() -> texts.stream().map(Parser.postgres18()::parse).toList()));
      }
    }
    List<ParsedStatement> alone =
        EveryStatement.texts().stream().map(Parser.postgres18()::parse).toList();

    for (Future<List<ParsedStatement>> answer : answers) {
      assertThat(answer.get()).isEqualTo(alone);
    }
  }

  /// PostgreSQL takes a comment there for white space.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT U&'s!0041' /* a */ UESCAPE '!'",
        "SELECT 1 AS u&\"s!0041\" -- a\n UESCAPE /* b /* c */ */ '!'",
        "SELECT U&'s' /* a */ UESCAPE /* b */ '!' || U&'t' UESCAPE /* c */ '?'"
      })
  void aCommentMayStandBeforeAnEscape(String sql) {
    assertThat(Parser.postgres18().parse(sql)).isInstanceOf(ParsedStatement.Understood.class);
    assertThat(Parser.postgres18().body("DO $$ BEGIN " + sql + "; END $$"))
        .hasValueSatisfying(body -> assertThat(body).isInstanceOf(RoutineBody.Understood.class));
  }
}

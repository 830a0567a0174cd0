package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepTest {
  private static List<Step> steps(String sql) {
    return Step.of(ScriptSplitter.split(SourceText.of(sql)));
  }

  @Test
  void rowsBelongToTheirCopy() {
    List<Step> steps = steps("COPY t FROM STDIN;\n1\n2\n\\.\nSELECT 1;");

    assertThat(steps).hasSize(2);
    assertThat(steps.get(0).rows()).hasValue(new CopiedRows.In("1\n2\n"));
    assertThat(steps.get(1).rows()).isEmpty();
    assertThat(steps).extracting(Step::number).containsExactly(1, 2);
  }

  @Test
  void rowsThatGoOutAreThrownAway() {
    assertThat(steps("COPY t TO STDOUT; COPY (SELECT 1) TO STDOUT (FORMAT csv)"))
        .allSatisfy(step -> assertThat(step.rows()).hasValue(new CopiedRows.Out()));
  }

  @Test
  void aScriptThatEndsWhereRowsAreReadHasNone() {
    assertThat(steps("COPY t FROM STDIN").getFirst().rows()).hasValue(new CopiedRows.In(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\copy t to stdout                             | COPY t TO STDOUT",
        "\\copy \"To\" (a, b) TO '/tmp/it''s x.csv' csv;  | COPY \"To\" (a, b) TO STDOUT csv",
        "\\copy s.t to /tmp/t.csv with (format csv)     | COPY s.t TO STDOUT with (format csv)",
        "\\copy (SELECT a FROM t) To program 'gzip > x' | COPY (SELECT a FROM t) TO STDOUT",
        "\\copy t to pstdout;                           | COPY t TO STDOUT",
      })
  void whatPsqlWritesElsewhereRunsWithoutThat(String command, String sent) {
    Step step = steps(command + "\n").getFirst();

    assertThat(step.text()).isEqualTo(sent);
    assertThat(step.rows()).hasValue(new CopiedRows.Out());
    assertThat(step.refusal()).isEmpty();
  }

  @Test
  void rowsOfPsqlsCopyThatStandInTheScriptAreRead() {
    List<Step> steps = steps("\\copy t(a) from stdin with (format csv)\n1\n\\.\nSELECT 1;");

    assertThat(steps.get(0).text()).isEqualTo("COPY t(a) FROM STDIN with (format csv)");
    assertThat(steps.get(0).rows()).hasValue(new CopiedRows.In("1\n"));
    assertThat(steps).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\copy t from t.csv csv          | its rows come from a file",
        "\\copy t from 'stdin'            | its rows come from a file",
        "\\copy t from program 'cat x'    | its rows come from a program that psql runs",
        "\\copy t from pstdin             | its rows come from psql's input",
        "\\copy t                         | \\copy is a command of psql, not of SQL",
      })
  void rowsThatTheScriptDoesNotHaveAreNotRead(String command, String reason) {
    assertThat(steps(command + "\n").getFirst().refusal()).hasValue(reason);
  }

  @Test
  void whatPsqlAloneUnderstandsIsNotRun() {
    List<Step> steps = steps("\\restrict x\n\\i other.sql\nSELECT 1;");

    assertThat(steps.get(0).isGuardOfDump()).isTrue();
    assertThat(steps.get(1).isGuardOfDump()).isFalse();
    assertThat(steps.get(1).refusal()).hasValue("\\i is a command of psql, not of SQL");
    assertThat(steps.get(2).refusal()).isEmpty();
  }

  @Test
  void whatIsToBeFilledInIsNotRun() {
    assertThat(steps("SELECT * FROM :tab").getFirst().refusal())
        .hasValue("psql or the migration tool would fill in :tab");
  }

  @Test
  void whatCannotBeCutIsNotRun() {
    assertThat(steps("SELECT 'open").getFirst().refusal()).isPresent();
  }

  @Test
  void anErrorsPlaceIsCountedInCodePoints() {
    Step step = steps("SELECT 1;\n  SELECT '\uD83D\uDE00ü', oops").get(1);

    Outcome.Failed failed =
        step.failed(new Failure("42703", "no", Optional.empty(), OptionalInt.of(14)));

    assertThat(failed.position()).hasToString("Optional[2:16]");
  }

  @Test
  void aPlaceBeyondTheStatementIsNone() {
    Step step = steps("SELECT 1").getFirst();

    assertThat(
            step.failed(new Failure("XX000", "no", Optional.empty(), OptionalInt.of(99)))
                .position())
        .isEmpty();
  }
}

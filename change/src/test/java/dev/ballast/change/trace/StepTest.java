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

final class StepTest {
  private static List<Step> steps(String sql) {
    return Step.of(ScriptSplitter.split(SourceText.of(sql)));
  }

  @Test
  void rowsBelongToTheirCopy() {
    List<Step> steps = steps("COPY t FROM STDIN;\n1\n2\n\\.\nSELECT 1;");

    assertThat(steps).hasSize(2);
    assertThat(steps.get(0).rows()).hasValue("1\n2\n");
    assertThat(steps.get(1).rows()).isEmpty();
    assertThat(steps).extracting(Step::number).containsExactly(1, 2);
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

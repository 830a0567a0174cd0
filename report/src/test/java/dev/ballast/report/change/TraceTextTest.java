package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.check.FilePosition;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceTextTest {
  private static final String AGREES = "all of it as `ballast change check` predicts";
  private static final TracedStatement.Ending DONE =
      new TracedStatement.Ending("done", Optional.empty());

  @Test
  void whatAgreesIsSaidToBeAsPredicted() {
    assertThat(printed(List.of(), List.of())).contains(AGREES);
  }

  @Test
  void whatContradictsTheCheckIsSaidToAndNothingElse() {
    assertThat(printed(List.of("2.sql:1:1: predicted rewrite of public.a, not seen"), List.of()))
        .contains("contradicts the check: 2.sql:1:1: predicted rewrite of public.a, not seen\n")
        .doesNotContain(AGREES)
        .doesNotContain("nothing was predicted");
  }

  @Test
  void whatWasNotPredictedIsNeverSaidToBeAsPredicted() {
    assertThat(printed(List.of(), List.of("2.sql:1:1: it is put together when it runs")))
        .contains("nothing was predicted: 2.sql:1:1: it is put together when it runs\n")
        .doesNotContain(AGREES)
        .doesNotContain("contradicts");
  }

  @Test
  void bothAreToldOfOneScript() {
    assertThat(printed(List.of("one"), List.of("two")))
        .contains("contradicts the check: one\n")
        .contains("nothing was predicted: two\n")
        .doesNotContain(AGREES);
  }

  @Test
  void whatCouldNotBeLookedAtIsNeverSaidToBeAsPredicted() {
    assertThat(printed(List.of(), List.of(), List.of("2.sql:1:1: its locks")))
        .contains("not compared: 2.sql:1:1: its locks\n")
        .doesNotContain(AGREES);
  }

  @Test
  void aScriptWithoutStatementsAgreesWithNothing() {
    assertThat(printed(List.of(), true)).contains("no statement, so nothing was compared\n");
  }

  @Test
  void onlyWhatRanIsSaidToBeAsPredicted() {
    TracedStatement.Ending failed = new TracedStatement.Ending("failed", Optional.of("no"));

    assertThat(printed(List.of(DONE, failed), false))
        .contains("of 2 statements, the 1 that ran are as `ballast change check` predicts\n")
        .doesNotContain(AGREES);
    assertThat(printed(List.of(failed), false)).doesNotContain("predicts");
  }

  private static String printed(List<String> disagreements, List<String> unpredicted) {
    return printed(disagreements, unpredicted, List.of());
  }

  private static String printed(
      List<String> disagreements, List<String> unpredicted, List<String> notCompared) {
    return printed(List.of(DONE), true, disagreements, unpredicted, notCompared);
  }

  private static String printed(List<TracedStatement.Ending> endings, boolean complete) {
    return printed(endings, complete, List.of(), List.of(), List.of());
  }

  private static String printed(
      List<TracedStatement.Ending> endings,
      boolean complete,
      List<String> disagreements,
      List<String> unpredicted,
      List<String> notCompared) {
    Page page = new Page(Style.PLAIN);
    TraceText.print(
        page,
        new TracedFile(
            "2.sql",
            false,
            "each statement its own transaction",
            endings.stream().map(TraceTextTest::statement).toList(),
            List.of(),
            List.of(),
            List.of(),
            complete,
            disagreements,
            unpredicted,
            notCompared));
    return page.toString();
  }

  private static TracedStatement statement(TracedStatement.Ending ending) {
    return new TracedStatement(
        1,
        new FilePosition(1, 1),
        "SELECT 1",
        ending,
        new TracedStatement.Locks(List.of(), List.of()),
        new TracedStatement.Done(List.of(), List.of(), List.of(), List.of(), 0),
        new TracedStatement.Others(List.of(), List.of(), List.of(), List.of(), List.of()),
        new TracedStatement.Caveats(Optional.empty(), List.of()));
  }
}

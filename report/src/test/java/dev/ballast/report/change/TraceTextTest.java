package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTextTest {
  private static final String AGREES = "all of it as `ballast change check` predicts";

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

  private static String printed(List<String> disagreements, List<String> unpredicted) {
    return printed(disagreements, unpredicted, List.of());
  }

  private static String printed(
      List<String> disagreements, List<String> unpredicted, List<String> notCompared) {
    Page page = new Page(Style.PLAIN);
    TraceText.print(
        page,
        new TracedFile(
            "2.sql",
            false,
            "each statement its own transaction",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            true,
            disagreements,
            unpredicted,
            notCompared));
    return page.toString();
  }
}

package dev.ballast.report.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.store.alert.CheckGap;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsReportTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private static CheckGap gap(String check, String why, boolean learning) {
    return new CheckGap("shop", check, NOW, why, learning);
  }

  @Test
  void whatIsStillLearnedIsPrintedAndIsNotUndecided() {
    AlertsReport learning =
        AlertsReport.of(
            List.of(),
            List.of(
                gap("commits-unusual", "3 of 48 hours", true),
                gap("lag-unusual", "3 of 48 hours", true)),
            NOW);

    assertThat(learning.exit()).isEqualTo(ExitCode.DONE);
    assertThat(text(learning))
        .isEqualTo("No alert.\nlearning shop: commits-unusual, lag-unusual; 3 of 48 hours\n");
  }

  @Test
  void whatCannotBeEvaluatedIsFound() {
    AlertsReport both =
        AlertsReport.of(
            List.of(),
            List.of(
                gap("commits-unusual", "3 of 48 hours", true),
                gap("key-near-end", "it cannot be reached", false)),
            NOW);

    assertThat(both.exit()).isEqualTo(ExitCode.FOUND);
    assertThat(text(both)).contains("undecided shop: key-near-end, because it cannot be reached\n");
  }

  private static String text(AlertsReport report) {
    Page page = new Page(Style.PLAIN);
    report.print(page);
    return page.toString();
  }
}

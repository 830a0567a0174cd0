package dev.ballast.report.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.store.event.EventDetail;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceLinesTest {
  @Test
  void whatHasSeveralLinesStandsBelowItsName() {
    Page page = new Page(Style.PLAIN);
    EvidenceLines.print(
        page,
        List.of(
            new EventDetail("calls", "12"),
            new EventDetail("plan", "Aggregate\n  Seq Scan on orders\u001b[2J")));
    assertThat(page.toString())
        .startsWith("  calls: 12\n  plan:\n    Aggregate\n      Seq Scan on orders")
        .doesNotContain("\u001b");
  }
}

package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.fleet.FleetPage;
import dev.ballast.report.server.StatusReport;
import dev.ballast.report.server.StatusReport.ObjectiveLine;
import dev.ballast.report.server.StatusReport.State;
import dev.ballast.report.server.StatusReport.TargetLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetPagesTest {
  /// A thousand targets, of which those whose number ends with 7 miss their objective.
  private static final StatusReport FLEET =
      new StatusReport(
          IntStream.range(0, 1000)
              .mapToObj(i -> line("db-%04d".formatted(i), i % 10 == 7 ? State.MISSED : State.MET))
              .toList(),
          List.of());

  private static TargetLine line(String target, State state) {
    return new TargetLine(
        target,
        Optional.empty(),
        Optional.empty(),
        List.of(new ObjectiveLine("proof-age", 3600, Optional.of(60.0), Optional.empty(), state)));
  }

  private static FleetPage page(String filter, int page) {
    return FleetPages.of(
        FLEET,
        List.of(),
        List.of(),
        target -> new FleetPage.About(List.of(), Optional.empty(), Optional.empty()),
        filter,
        page);
  }

  @Test
  void aHundredRowsAreOnAPageAndTheWorstOnTheFirst() {
    FleetPage first = page("", 1);

    assertThat(first.rows()).hasSize(100);
    assertThat(first.rows()).allMatch(row -> row.target().endsWith("7"));
    assertThat(first.lastPage()).isEqualTo(10);
    assertThat(first.verdict()).startsWith("100 of 1000 targets are at risk");
    assertThat(page("", 10).rows().getLast().target()).isEqualTo("db-0999");
  }

  @Test
  void aFilterFindsWhatNoShownPageHas() {
    FleetPage found = page("B-0998", 7);

    assertThat(found.found()).isEqualTo(1);
    assertThat(found.page()).isEqualTo(1);
    assertThat(found.rows()).extracting(FleetPage.Row::target).containsExactly("db-0998");
    assertThat(found.counts()).extracting(FleetPage.Count::targets).containsExactly(100, 900);
  }
}

package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.pages.fleet.FleetPage;
import dev.ballast.pages.fleet.FleetPage.Standing;
import dev.ballast.pages.fleet.OpenPages;
import dev.ballast.pages.target.TargetPage;
import dev.ballast.report.server.StatusReport;
import dev.ballast.report.server.StatusReport.ObjectiveLine;
import dev.ballast.report.server.StatusReport.State;
import dev.ballast.report.server.StatusReport.TargetLine;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    return page(FLEET, List.of(), filter, page);
  }

  private static FleetPage page(StatusReport status, List<Alert> alerts) {
    return page(status, alerts, "", 1);
  }

  private static FleetPage page(StatusReport status, List<Alert> alerts, String filter, int page) {
    return FleetPages.of(
        status,
        alerts,
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

  @Test
  void openPagesLeadAndTheirEffectsAreCountedApart() {
    Alert key = alert("db-0998", Urgency.PAGE, "key is used up", Optional.empty());
    Alert queue = alert("db-0998", Urgency.PAGE, "inserts fail", Optional.of(key.id()));
    Alert ticket = alert("db-0996", Urgency.TICKET, "an index is unused", Optional.empty());
    StatusReport well =
        new StatusReport(
            List.of(line("db-0996", State.MET), line("db-0998", State.MET)), List.of());

    FleetPage page = page(well, List.of(queue, key, ticket));

    assertThat(page.verdict())
        .isEqualTo("1 page is open (+1 explained by it): db-0998, key is used up.");
    assertThat(page.rows().getFirst().target()).isEqualTo("db-0998");
    assertThat(page.rows())
        .extracting(FleetPage.Row::pages)
        .containsExactly(new OpenPages(1, 1), new OpenPages(0, 0));
    assertThat(page.open()).isEqualTo(new OpenPages(1, 1));
    assertThat(TargetPages.alarms(List.of(queue, key)))
        .extracting(TargetPage.Alarm::summary, TargetPage.Alarm::effect)
        .containsExactly(tuple("key is used up", false), tuple("inserts fail", true));
  }

  @Test
  void missedObjectivesFollowOpenPages() {
    StatusReport both =
        new StatusReport(
            List.of(line("db-0001", State.MISSED), line("db-0002", State.MET)), List.of());

    assertThat(
            page(
                    both,
                    List.of(
                        alert("db-0002", Urgency.PAGE, "the disk is full", Optional.empty()),
                        alert("db-0002", Urgency.PAGE, "a slot is lost", Optional.empty())))
                .verdict())
        .startsWith("2 pages are open, first: db-0002, ")
        .endsWith(". 1 of 2 targets is at risk.");
  }

  /// A proof that was 60 s old, of at most 3600 s.
  @Test
  void aProofIsOlderWhenItsPageIsReadLater() {
    StatusReport seen = new StatusReport(List.of(line("shop", State.MET)), List.of());

    assertThat(page(seen.later(Duration.ofMinutes(59)), List.of()).rows().getFirst().objectives())
        .containsExactly(new FleetPage.Cell("proof-age", Standing.MET, "1 h", "1 h"));
    assertThat(page(seen.later(Duration.ofSeconds(3541)), List.of()).rows().getFirst().standing())
        .isEqualTo(Standing.MISSED);
  }

  private static Alert alert(String target, Urgency urgency, String what, Optional<UUID> cause) {
    return new Alert(
        UUID.randomUUID(),
        target,
        "key-used-up",
        Labels.NONE,
        urgency,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        0,
        new Condition(1, what, List.of(), List.of()),
        Optional.empty(),
        cause);
  }
}

package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.claim.RehearsalClaim;
import dev.ballast.change.course.Latencies;
import dev.ballast.change.course.LockHeld;
import dev.ballast.change.course.LockWaited;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.course.ScriptCourse;
import dev.ballast.change.course.StatementRun;
import dev.ballast.change.course.Way;
import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.change.rehearse.PolicyFinding;
import dev.ballast.change.rehearse.RehearsalPolicy;
import dev.ballast.change.state.StateCompared;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.proof.Outcome;
import dev.ballast.pages.proof.RehearsalPage;
import dev.ballast.sql.LockMode;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.EvidenceEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalPagesTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  /// The script runs from 500 ms to 1,000 ms; statements of the traffic wait for it in 500 to 750.
  private static RehearsalCourse course(List<Latencies> latencies) {
    return new RehearsalCourse(
        RehearsalCourse.FORM,
        NOON,
        Duration.ofMillis(1_500),
        latencies.isEmpty() ? Duration.ZERO : Duration.ofMillis(250),
        latencies,
        List.of(
            new ScriptCourse(
                "V7.sql",
                Way.FORWARDS,
                Duration.ofMillis(500),
                Duration.ofMillis(1_000),
                List.of(
                    new StatementRun(
                        1,
                        3,
                        "ALTER TABLE orders ADD x int",
                        Duration.ofMillis(500),
                        Duration.ofMillis(900),
                        false)),
                List.of(
                    new LockHeld(
                        "orders",
                        LockMode.ACCESS_EXCLUSIVE,
                        1,
                        Duration.ofMillis(500),
                        Duration.ofMillis(1_000))),
                latencies.isEmpty()
                    ? List.of()
                    : List.of(
                        new LockWaited(
                            "orders",
                            LockMode.ACCESS_SHARE,
                            Duration.ofMillis(520),
                            Duration.ofMillis(990),
                            7,
                            Duration.ofMillis(410))))),
        0);
  }

  private static Latencies latencies(long from, long completed, long p99) {
    return new Latencies(
        Duration.ofMillis(from),
        completed,
        0,
        0,
        Duration.ofMillis(1),
        Duration.ofMillis(p99),
        Duration.ofMillis(p99));
  }

  private static final List<Latencies> TRAFFIC =
      List.of(
          latencies(0, 12, 3),
          latencies(250, 12, 4),
          latencies(500, 9, 450),
          latencies(750, 0, 0),
          latencies(1_000, 12, 5),
          latencies(1_250, 12, 6));

  private static RehearsalClaim claim(
      Optional<RehearsalCourse> course, Optional<StateCompared> compared) {
    return new RehearsalClaim(
        "ACCESS EXCLUSIVE on orders for 500 ms",
        "shop 20261120t072257z-3f9a1c5e",
        new ChangeDigest("ab".repeat(32), List.of(new ChangeDigest.Each("V7.sql", false, "cd"))),
        RehearsalPolicy.DEFAULT,
        List.of(new PolicyFinding(PolicyFinding.Rule.RUNS, Verdict.proved())),
        Verdict.refuted("rows of orders differ"),
        List.of(),
        0,
        new RehearsalClaim.Run(
            "shop-3f9a1c5e", Optional.empty(), "17.11", "whole", "shop", "app", NOON, NOON),
        "ballast change rehearse V7.sql --target shop",
        course,
        compared);
  }

  private final List<EvidenceEntry> entries = new ArrayList<>();

  private EvidenceEntry entry(String kind, Object payload) {
    EvidenceEntry entry =
        new EvidenceEntry(
            entries.size() + 1L,
            NOON,
            new VaultId("0123456789abcdef0123456789abcdef"),
            "",
            kind,
            new String(Json.write(payload), StandardCharsets.UTF_8),
            "");
    entries.add(entry);
    return entry;
  }

  private RehearsalPage page(EvidenceEntry entry) {
    return RehearsalPages.of(
        new VaultBook(
            "main",
            List.of("shop"),
            Optional.of(NOON),
            Optional.empty(),
            entries,
            List.of(),
            List.of(),
            List.of()),
        entry,
        RehearsalClaim.of(entry).orElseThrow(),
        ZoneOffset.UTC);
  }

  @Test
  void latenciesAreBeforeDuringAndAfterWithTheScriptAsAStretch() {
    RehearsalPage page =
        page(entry(RehearsalClaim.KIND, claim(Optional.of(course(TRAFFIC)), Optional.empty())));

    TimeChart chart = page.latency().orElseThrow();
    assertThat(chart.finding())
        .isEqualTo(
            "99 % of statements ended within 4 ms before the change, 450 ms during, 6 ms after it"
                + " (worst interval).");
    assertThat(chart.series().get(1).values())
        .containsExactly(0.003, 0.004, 0.45, Double.NaN, 0.005, 0.006);
    assertThat(chart.marks())
        .containsExactly(
            new Mark(
                NOON.plusMillis(500),
                "forwards",
                "V7.sql, took 500 ms",
                Optional.of(NOON.plusMillis(1_000))));
    assertThat(chart.limit().orElseThrow().value()).isEqualTo(1);
    assertThat(page.missing()).isEmpty();
  }

  @Test
  void locksAreLanesAndWhoWaitedComesBelow() {
    LaneChart locks =
        page(entry(RehearsalClaim.KIND, claim(Optional.of(course(TRAFFIC)), Optional.empty())))
            .locks()
            .orElseThrow();

    assertThat(locks.lanes())
        .extracting(LaneChart.Lane::name)
        .containsExactly(
            "V7.sql, forwards", "orders: ACCESS EXCLUSIVE", "orders: waiting for ACCESS SHARE");
    assertThat(locks.lanes().get(2).items())
        .containsExactly(
            new LaneChart.Item(
                NOON.plusMillis(520),
                NOON.plusMillis(990),
                Look.WAITING,
                "7 sessions waited for ACCESS SHARE on orders, the longest 410 ms"));
    assertThat(locks.finding())
        .isEqualTo("The longest wait was 410 ms, for ACCESS SHARE on orders.");
  }

  @Test
  void whatAnEntryDoesNotHaveIsSaid() {
    RehearsalPage old = page(entry(RehearsalClaim.KIND, claim(Optional.empty(), Optional.empty())));
    assertThat(old.latency()).isEmpty();
    assertThat(old.locks()).isEmpty();
    assertThat(old.missing()).singleElement().asString().startsWith("This entry has no course");
    assertThat(old.compared()).isEmpty();
    assertThat(old.rollback().sentence()).startsWith("What was compared is not recorded");

    RehearsalPage quiet =
        page(entry(RehearsalClaim.KIND, claim(Optional.of(course(List.of())), Optional.empty())));
    assertThat(quiet.latency()).isEmpty();
    assertThat(quiet.locks().orElseThrow().lanes()).hasSize(2);
    assertThat(quiet.missing()).singleElement().asString().startsWith("It ran without traffic");
  }

  @Test
  void predictionsOfTheRehearsalHaveWhatTheStatementsTook() {
    EvidenceEntry rehearsal =
        entry(
            RehearsalClaim.KIND,
            claim(
                Optional.empty(),
                Optional.of(new StateCompared(40, 3, 50_000, 0, 3, true, List.of("rows"), 2))));
    entry(PredictionRecord.PREDICTION, prediction(Optional.of(99L)));
    EvidenceEntry prediction =
        entry(PredictionRecord.PREDICTION, prediction(Optional.of(rehearsal.seq())));
    entry(
        PredictionRecord.OUTCOME,
        new ChangeOutcome(
            "alter table",
            "ALTER TABLE orders ADD x int",
            "shop",
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            PredictionRecord.GIVEN,
            Optional.of(new ChangeOutcome.Of(prediction.seq(), 1))));

    RehearsalPage page = page(rehearsal);

    assertThat(page.compared())
        .containsExactly(
            new RehearsalPage.Predicted(
                1,
                "ALTER TABLE orders ADD x int",
                "2.0 s",
                "1.0 s to 4.0 s",
                Optional.of(new RehearsalPage.Actual("5.0 s", false, "somebody", NOON))));
    assertThat(page.rollback().outcome()).isEqualTo(Outcome.REFUTED);
    assertThat(page.rollback().sentence())
        .isEqualTo(
            "Compared before the change and after its way back: 40 objects of the catalogs and"
                + " 50,000 rows of 3 tables; 3 rows were lost.");
    assertThat(page.rollback().differences()).containsExactly("rows", "and 2 more");
  }

  private static ChangePrediction prediction(Optional<Long> rehearsal) {
    return new ChangePrediction(
        "V7.sql",
        "shop",
        List.of(
            new ChangePrediction.Statement(
                1,
                "alter table",
                "ALTER TABLE orders ADD x int",
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Optional.empty(),
                Optional.empty())),
        rehearsal);
  }
}

package dev.ballast.server.page;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.RehearsedPoint;
import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.work.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The phases of a run over time, and what the run says of a recovery. A proof keeps how long each
/// phase took, in their order, and not when it began: each is drawn where the one before it ended.
final class PhaseLanes {
  private static final Duration STEP = Duration.ofMillis(250);

  private PhaseLanes() {}

  /// Empty where no phase took any time.
  static Optional<LaneChart> of(Proof proof, ZoneId zone) {
    Duration all = proof.phases().stream().map(Phase::took).reduce(Duration.ZERO, Duration::plus);
    if (all.isZero()) {
      return Optional.empty();
    }
    List<Lane> lanes = new ArrayList<>();
    Instant at = proof.startedAt();
    for (Phase phase : proof.phases()) {
      Instant end = at.plus(phase.took());
      lanes.add(new Lane(phase.name(), List.of(new Item(at, end, Look.PLAIN, words(phase)))));
      at = end;
    }
    Instant end = at.isAfter(proof.endedAt()) ? at : proof.endedAt();
    return Optional.of(
        new LaneChart(
            "course",
            "Phases of the run",
            "The phases took %s of the run's %s; each is drawn where the one before it ended."
                .formatted(
                    Durations.text(all),
                    Durations.text(Duration.between(proof.startedAt(), proof.endedAt()))),
            new Span(proof.startedAt(), end, STEP, zone),
            lanes));
  }

  private static String words(Phase phase) {
    String rate =
        phase.bytesPerSecond() > 0
            ? ", %s at %s/s"
                .formatted(new ByteSize(phase.bytes()), new ByteSize((long) phase.bytesPerSecond()))
            : "";
    return phase.name() + " took " + Durations.text(phase.took()) + rate;
  }

  /// How long a recovery took beside what is expected of one now, and to which point it came.
  static List<Fact> recovery(Proof proof, Duration took) {
    List<Fact> all = new ArrayList<>();
    all.add(
        new Fact(
            "recovery time",
            "%s in this run; %s were expected of the whole cluster then"
                .formatted(Durations.text(took), Durations.text(proof.recoveryTimeForecast()))));
    proof.point().ifPresent(point -> all.addAll(point(point)));
    return all;
  }

  private static List<Fact> point(RehearsedPoint point) {
    List<Fact> all = new ArrayList<>();
    all.add(
        new Fact(
            "recovery point",
            "%s on timeline %d, last commit %s"
                .formatted(
                    point.lsn(),
                    point.timeline(),
                    point.lastCommit().map(Instant::toString).orElse("unknown"))));
    all.add(
        new Fact(
            "would have been lost",
            "%s; the objective is %s: %s"
                .formatted(
                    point.lag().map(Durations::text).orElse("not measured"),
                    Durations.text(point.asked()),
                    ProofPages.outcome(point.verdict()).word())));
    if (point.leftOutBytes() > 0) {
      all.add(new Fact("not replayed", new ByteSize(point.leftOutBytes()) + " of log"));
    }
    return all;
  }
}

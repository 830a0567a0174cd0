package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.BrokenStatement;
import dev.ballast.change.rehearse.DiskUse;
import dev.ballast.change.rehearse.Measured;
import dev.ballast.change.rehearse.PlanChange;
import dev.ballast.change.rehearse.Seconds;
import dev.ballast.change.rehearse.StandbyLag;
import dev.ballast.evidence.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What was measured of a change. What was not measured is absent.
///
/// @param longestBlocking how long readers or writers of a table may have to wait; under traffic,
///     where there was some
/// @param scripts without traffic: forwards, back, forwards again
/// @param traffic the same under traffic
/// @param disk of the way forwards
/// @param lag of a standby during the way forwards
/// @param broken what of the application before the change fails after it
/// @param plans that changed
/// @param walBytes write-ahead log of the way forwards; empty, as the other figures, where a twin
///     without rows has none
/// @param deadRows rows that the way forwards left for vacuum
public record RehearsalFigures(
    Optional<Duration> longestBlocking,
    List<ScriptRun> scripts,
    Optional<TrafficRun> traffic,
    Optional<DiskUse> disk,
    Optional<StandbyLag> lag,
    List<BrokenStatement> broken,
    List<PlanChange> plans,
    OptionalLong walBytes,
    OptionalLong deadRows) {
  private static final int MOST_LISTED = 20;

  public RehearsalFigures {
    requireNonNull(longestBlocking, "longestBlocking is null");
    scripts = List.copyOf(scripts);
    requireNonNull(traffic, "traffic is null");
    requireNonNull(disk, "disk is null");
    requireNonNull(lag, "lag is null");
    requireNonNull(walBytes, "walBytes is null");
    requireNonNull(deadRows, "deadRows is null");
    broken = List.copyOf(broken);
    plans = List.copyOf(plans);
  }

  static RehearsalFigures of(Measured measured) {
    return new RehearsalFigures(
        measured.rows()
            ? Optional.of(
                measured.worstBlockage().map(Measured.Blockage::longest).orElse(Duration.ZERO))
            : Optional.empty(),
        measured.runs().stream().map(run -> ScriptRun.of(run, measured.rows())).toList(),
        measured.traffic().map(TrafficRun::of),
        measured.disk(),
        measured.lag(),
        measured.broken(),
        measured.plans(),
        measured.rows() ? OptionalLong.of(measured.walBytes()) : OptionalLong.empty(),
        measured.deadRows());
  }

  /// How long all scripts of a direction took; empty where one of them did not reach its end, or
  /// none ran.
  Optional<Duration> took(String direction) {
    List<ScriptRun> runs =
        scripts.stream().filter(script -> script.direction().equals(direction)).toList();
    return runs.isEmpty()
            || runs.stream().anyMatch(run -> run.stopped().isPresent() || run.took().isEmpty())
        ? Optional.empty()
        : Optional.of(
            runs.stream()
                .flatMap(run -> run.took().stream())
                .reduce(Duration.ZERO, Duration::plus));
  }

  /// Label and value of each line about the whole change.
  List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "WAL",
            walBytes.isPresent()
                ? new ByteSize(walBytes.getAsLong()) + " forwards"
                : Measured.NO_ROWS));
    disk.ifPresent(use -> lines.add(List.of("disk", disk(use))));
    lag.ifPresent(
        behind ->
            lines.add(
                List.of(
                    "standby",
                    "%s behind at its worst moment, %s of WAL"
                        .formatted(Seconds.of(behind.longest()), new ByteSize(behind.bytes())))));
    deadRows.ifPresent(rows -> lines.add(List.of("dead rows", String.valueOf(rows))));
    return lines;
  }

  private static String disk(DiskUse use) {
    return "%s more at its worst moment, %s of that in temporary files; %s %s afterwards"
        .formatted(
            new ByteSize(Math.max(0, use.atPeak())),
            new ByteSize(use.temporary()),
            new ByteSize(Math.abs(use.kept())),
            use.kept() < 0 ? "less" : "more");
  }

  /// What of the application before the change fails after it, a line each.
  List<String> brokenLines() {
    return listed(
        broken.stream()
            .map(
                each ->
                    "after %s: %s: %s%s"
                        .formatted(
                            each.after(),
                            each.text(),
                            each.message(),
                            each.sqlState().isEmpty() ? "" : " (SQLSTATE " + each.sqlState() + ")"))
            .toList());
  }

  /// The plans that changed, slower ones first, a line each.
  List<String> planLines() {
    List<String> lines = new ArrayList<>();
    plans.stream().filter(PlanChange::regression).map(RehearsalFigures::plan).forEach(lines::add);
    plans.stream()
        .filter(each -> !each.regression())
        .map(RehearsalFigures::plan)
        .forEach(lines::add);
    return listed(lines);
  }

  private static String plan(PlanChange plan) {
    return "%s: %s (cost %s), before %s (cost %s): %s"
        .formatted(
            plan.regression() ? "slower" : "changed",
            plan.after(),
            cost(plan.costAfter()),
            plan.before(),
            cost(plan.costBefore()),
            plan.text());
  }

  private static String cost(double cost) {
    return String.format(Locale.ROOT, "%.0f", cost);
  }

  /// As many as a reader looks at, and how many more there are.
  static List<String> listed(List<String> lines) {
    if (lines.size() <= MOST_LISTED) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST_LISTED));
    some.add("and %d more".formatted(lines.size() - MOST_LISTED));
    return some;
  }
}

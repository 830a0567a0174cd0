package dev.ballast.pages;

import dev.ballast.pages.fleet.FleetPage.Standing;
import dev.ballast.pages.proof.Outcome;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.pages.report.ExecutiveSheet.TargetRow;
import dev.ballast.pages.report.Measured;
import dev.ballast.pages.report.Risk;
import dev.ballast.pages.report.WeeklyReview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reports of so many targets whose names are these.
final class SampleReports {
  static final Instant TO = Instant.parse("2026-11-30T12:00:00Z");
  static final Instant FROM = TO.minus(Duration.ofDays(30));
  private static final Duration STEP = Duration.ofHours(12);
  private static final double GIB = 0x1p30;

  private SampleReports() {}

  static ExecutiveSheet sheet(int targets, String name) {
    String sentence =
        "%d of %d targets miss an objective; the worst is %s: recovery-time, with nothing left of its budget."
            .formatted(targets / 2, targets, name);
    return new ExecutiveSheet(
        FROM,
        TO,
        new ExecutiveSheet.Sentences(sentence, sentence, sentence, sentence, sentence),
        IntStream.range(0, targets)
            .mapToObj(
                i ->
                    new TargetRow(
                        name + i,
                        List.of(Standing.values()).get(i % 4),
                        i % 4 == 3 ? "" : name + " recovery-time, recovery-point",
                        i % 3 == 0 ? Optional.empty() : Optional.of(0.42)))
            .toList(),
        IntStream.range(0, targets).mapToObj(i -> capacity(name + i, i)).toList(),
        new ExecutiveSheet.Cost(Optional.of(1.5), Optional.of(1.25), 1e6),
        new ExecutiveSheet.Done(4, 5, 30, 29, 28, 28, 3, 2, 12),
        IntStream.range(0, targets).mapToObj(i -> risk(name + i, name, i)).toList(),
        STEP.toSeconds(),
        new ExecutiveSheet.Courses(
            course(0.001, 0.0005), course(40 * GIB, GIB / 2), Optional.of(GIB), course(1.2, 0.01)),
        List.of("Sizes of file systems are not known of 3 targets.", name, name, name));
  }

  private static Capacity capacity(String target, int i) {
    boolean dated = i % 2 == 0;
    return new Capacity(
        target,
        dated ? Capacity.Kind.DISK : Capacity.Kind.KEY,
        dated ? "data" : "public.orders.id",
        dated ? 12 * GIB : 0.7,
        Optional.of(dated ? -GIB : 0.0001),
        dated ? Capacity.Outlook.RUNS_OUT : Capacity.Outlook.NOT_WITHIN_A_YEAR,
        dated ? Optional.of(TO.plus(Duration.ofDays(12))) : Optional.empty(),
        dated ? Optional.of(TO.plus(Duration.ofDays(10))) : Optional.empty(),
        dated ? Optional.of(TO.plus(Duration.ofDays(15))) : Optional.empty(),
        Optional.empty());
  }

  private static Risk risk(String target, String name, int i) {
    return new Risk(
        List.of(Risk.Kind.values()).get(i % 3),
        target,
        "the recovery point of " + name + " is older than 15 minutes",
        TO.minus(Duration.ofHours(i)),
        Optional.of("platform"),
        "Decide who frees space, or which objective is given up, for " + name,
        "/alerts/1");
  }

  /// A day of it is missing.
  private static List<Measured> course(double from, double by) {
    return IntStream.range(0, 60)
        .filter(i -> i < 20 || i > 21)
        .mapToObj(i -> new Measured(FROM.plus(STEP.multipliedBy(i)), from + by * i))
        .toList();
  }

  static WeeklyReview review(int rows, String name) {
    Instant from = TO.minus(Duration.ofDays(7));
    return new WeeklyReview(
        from.minus(Duration.ofDays(7)),
        from,
        TO,
        Optional.empty(),
        List.of("3 statements became slower, 1 faster."),
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    new WeeklyReview.StatementChange(
                        name,
                        "42",
                        "SELECT " + name,
                        0.012,
                        i % 2 == 0 ? 0.004 : 0.04,
                        1000,
                        900,
                        i % 2 == 0 ? 8 : -28))
            .toList(),
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    new WeeklyReview.AlertChange(
                        name,
                        "disk-full-soon",
                        "it is full soon " + name,
                        i % 2 == 0,
                        from,
                        "/alerts/1"))
            .toList(),
        List.of(
            new WeeklyReview.TicketChange(
                12, name, "a slow statement", Optional.of("web"), true, from, false)),
        List.of(new WeeklyReview.ObjectiveChange(name, "availability", 0.998, 0.9995)),
        List.of(new WeeklyReview.ProofGap(name, Optional.empty(), "it was never restored")),
        List.of(
            new WeeklyReview.Growth(name, 40 * GIB, Optional.of(3 * GIB), Optional.of(2 * GIB))),
        List.of(
            new WeeklyReview.Happened(
                from, WeeklyReview.Happened.Kind.PROOF, Outcome.PROVED, "L6 of " + name),
            new WeeklyReview.Happened(
                from.plus(Duration.ofDays(1)),
                WeeklyReview.Happened.Kind.REHEARSAL,
                Outcome.REFUTED,
                "add a column")),
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    new WeeklyReview.Question(
                        "Why does a statement of " + name + " take 12 ms where it took 4 ms?",
                        name,
                        i % 2 == 0 ? Optional.of("web") : Optional.empty(),
                        "/"))
            .toList(),
        List.of());
  }
}

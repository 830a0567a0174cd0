package dev.ballast.server.page;

import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.proof.Outcome;
import dev.ballast.pages.text.Moments;
import dev.ballast.protect.backup.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Backups and the runs that tried them, over time. A backup that was proved is filled, one that
/// was not is an outline.
final class ProofLine {
  private static final Duration LEAST = Duration.ofMinutes(30);
  private static final Duration MOST = Duration.ofDays(30);
  private static final Duration STEP = Duration.ofSeconds(10);

  private ProofLine() {}

  /// The subjects of proofs that hold.
  static Set<String> proved(List<VaultBook.Run> runs) {
    return runs.stream()
        .filter(run -> run.proof().verdict().isProved())
        .map(run -> run.proof().subject())
        .collect(Collectors.toSet());
  }

  static LaneChart of(
      int number,
      String target,
      List<Backup> backups,
      List<VaultBook.Run> runs,
      List<RecoveryRange> ranges,
      Moments moments) {
    Set<String> proved = proved(runs);
    List<Item> taken = backups.stream().map(backup -> item(backup, proved)).toList();
    List<Item> tried = runs.stream().map(ProofLine::item).toList();
    Instant now = moments.now();
    Instant first =
        Stream.concat(taken.stream(), tried.stream())
            .map(Item::from)
            .min(Instant::compareTo)
            .orElse(now);
    Instant from = first.isAfter(now.minus(LEAST)) ? now.minus(LEAST) : first;
    from = from.isBefore(now.minus(MOST)) ? now.minus(MOST) : from;
    Instant begin = from;
    return new LaneChart(
        "line-" + number,
        "Backups and runs of " + target,
        "%d of %d backups proved. Outlines: not proved. Crosses: refuted.%s"
            .formatted(
                taken.stream().filter(i -> i.look() == Look.SOLID).count(),
                taken.size(),
                RecoverPages.newest(ranges)
                    .map(
                        newest ->
                            " The newest moment that can be recovered is "
                                + moments.full(newest)
                                + ".")
                    .orElse("")),
        Span.of(begin, now, STEP, moments.zone()),
        List.of(
            new Lane("Backups", since(taken, begin)),
            new Lane("Can be recovered", since(reach(ranges, target, proved, now), begin)),
            new Lane("Proofs", since(tried, begin))));
  }

  /// From each backup up to where its log ends, or the next backup is; log that is missing until
  /// then is crossed. What begins with a backup that was proved is filled.
  private static List<Item> reach(
      List<RecoveryRange> ranges, String target, Set<String> proved, Instant now) {
    List<RecoveryRange> sorted =
        ranges.stream().sorted(Comparator.comparing(RecoveryRange::from)).toList();
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      RecoveryRange range = sorted.get(i);
      Instant next = i + 1 < sorted.size() ? sorted.get(i + 1).from() : now;
      Instant end = range.alone() ? range.from() : range.until().orElse(range.from());
      Instant until = end.isAfter(next) ? next : end;
      boolean known = proved.contains(target + " " + range.backup());
      items.add(
          new Item(
              range.from(),
              until,
              known ? Look.SOLID : Look.HOLLOW,
              "from backup %s, %s".formatted(range.backup(), known ? "proved" : "not proved")));
      if (range.gap() && until.isBefore(next)) {
        items.add(new Item(until, next, Look.CROSSED, "log is missing"));
      }
    }
    return items;
  }

  private static List<Item> since(List<Item> items, Instant from) {
    return items.stream().filter(item -> !item.to().isBefore(from)).toList();
  }

  private static Item item(Backup backup, Set<String> proved) {
    boolean known = proved.contains(backup.subject());
    return new Item(
        backup.record().origin().startedAt(),
        backup.record().origin().endedAt(),
        known ? Look.SOLID : Look.HOLLOW,
        "backup " + backup.id().text() + (known ? ", proved" : ", not proved"));
  }

  private static Item item(VaultBook.Run run) {
    Outcome outcome = ProofPages.outcome(run.proof().verdict());
    Look look =
        switch (outcome) {
          case PROVED -> Look.SOLID;
          case UNDECIDED -> Look.HOLLOW;
          case REFUTED -> Look.CROSSED;
        };
    return new Item(
        run.proof().startedAt(),
        run.proof().endedAt(),
        look,
        outcome.word() + ": " + run.proof().claim());
  }
}

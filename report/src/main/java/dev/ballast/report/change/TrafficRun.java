package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.Seconds;
import dev.ballast.change.rehearse.TrafficEffect;
import dev.ballast.change.rehearse.TrafficEffect.NotReplayed;
import dev.ballast.change.rehearse.TrafficStretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a change did to the traffic on the clone.
///
/// @param source where its statements come from
/// @param ratePerSecond statements due in a second
/// @param replayedShare the part of the source's calls that is replayed, from 0 to 1
/// @param before the change, without it
/// @param during one for each script, in their order
/// @param notReplayed what of the source is not on the clone
public record TrafficRun(
    String source,
    double ratePerSecond,
    double replayedShare,
    TrafficStretch before,
    List<During> during,
    TrafficStretch after,
    List<NotReplayed> notReplayed) {
  static final List<String> HEADER =
      List.of("TRAFFIC", "LENGTH", "DONE", "P50", "P99", "MAX", "WAITING", "FAILED");

  /// A run of a script under traffic.
  public record During(ScriptRun run, TrafficStretch traffic) {
    public During {
      requireNonNull(run, "run is null");
      requireNonNull(traffic, "traffic is null");
    }
  }

  public TrafficRun {
    requireNonNull(source, "source is null");
    requireNonNull(before, "before is null");
    during = List.copyOf(during);
    requireNonNull(after, "after is null");
    notReplayed = List.copyOf(notReplayed);
  }

  static TrafficRun of(TrafficEffect traffic) {
    return new TrafficRun(
        traffic.source(),
        traffic.ratePerSecond(),
        traffic.replayedShare(),
        traffic.before(),
        traffic.during().stream()
            .map(each -> new During(ScriptRun.of(each.run(), true), each.traffic()))
            .toList(),
        traffic.after(),
        traffic.notReplayed());
  }

  /// `pg_stat_statements of shop at 310/s, 97 % of its calls`.
  String title() {
    return "%s at %s/s, %s of its calls".formatted(source, rate(), share(replayedShare));
  }

  private String rate() {
    return String.format(Locale.ROOT, ratePerSecond < 10 ? "%.1f" : "%.0f", ratePerSecond);
  }

  /// Rounded down, so that only all is 100 %.
  static String share(double share) {
    return (long) Math.floor(share * 100) + " %";
  }

  /// A row for each stretch, under [#HEADER].
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("before", before));
    during.forEach(each -> rows.add(row("during " + each.run().title(), each.traffic())));
    rows.add(row("after", after));
    return rows;
  }

  private static List<String> row(String when, TrafficStretch stretch) {
    boolean any = stretch.completed() > 0;
    return List.of(
        when,
        Seconds.of(stretch.length()),
        String.valueOf(stretch.completed()),
        any ? Seconds.of(stretch.p50()) : "-",
        any ? Seconds.of(stretch.p99()) : "-",
        any ? Seconds.of(stretch.max()) : "-",
        String.valueOf(stretch.waitingAtMost()),
        String.valueOf(stretch.failed()));
  }

  /// The highest of all stretches during the change; empty where one of them has no statement that
  /// ended.
  Optional<Duration> p99() {
    return during.stream().anyMatch(each -> each.traffic().completed() == 0)
        ? Optional.empty()
        : during.stream().map(each -> each.traffic().p99()).max(Duration::compareTo);
  }

  /// The most statements that were due and not done at the same time during the change.
  int waitingAtMost() {
    return during.stream().mapToInt(each -> each.traffic().waitingAtMost()).max().orElse(0);
  }

  /// What the table does not say: locks that the traffic met, and how statements failed.
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    for (During each : during) {
      for (StatementRun statement : each.run().statements()) {
        statement
            .waited()
            .ifPresent(
                waited ->
                    facts.add(
                        "under traffic, %s line %d: %s"
                            .formatted(each.run().title(), statement.line(), waited)));
      }
      each.run()
          .stopped()
          .ifPresent(
              why -> facts.add("under traffic, %s stopped: %s".formatted(each.run().title(), why)));
    }
    failures(facts, "before", before);
    during.forEach(each -> failures(facts, "during " + each.run().title(), each.traffic()));
    failures(facts, "after", after);
    return facts;
  }

  private static void failures(List<String> facts, String when, TrafficStretch stretch) {
    for (TrafficStretch.Failures failure : stretch.failures()) {
      facts.add(
          "failed %s: %s, %s"
              .formatted(
                  when,
                  Sentences.counted(failure.count(), "statement"),
                  failure.sqlState().isEmpty()
                      ? "the connection ended"
                      : "SQLSTATE " + failure.sqlState()));
    }
  }
}

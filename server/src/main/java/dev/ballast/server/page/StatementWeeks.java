package dev.ballast.server.page;

import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.Board;
import dev.ballast.pages.report.WeeklyReview.StatementChange;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.SeriesReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Statements whose means changed from a week to the next. For one review, and one thread.
final class StatementWeeks {
  /// The mean of fewer calls says little.
  private static final double FEWEST = 10;

  private static final double SLOWER = 1.25;
  private static final double FASTER = 0.8;

  /// What took less time in all is nothing to talk about.
  private static final double LEAST_SECONDS = 1;

  private static final int MOST = 10;
  private static final int LONGEST = 160;

  private final Board board;
  private final Instant before;
  private final Instant from;
  private final Instant to;
  private final List<StatementChange> changes = new ArrayList<>();
  private boolean baseline;

  StatementWeeks(Board board, Instant before, Instant from, Instant to) {
    this.board = board;
    this.before = before;
    this.from = from;
    this.to = to;
  }

  /// What a statement took in each of the two weeks.
  private static final class Sums {
    private double calls;
    private double seconds;
    private double callsBefore;
    private double secondsBefore;

    private void add(boolean earlier, double times, double time) {
      if (earlier) {
        callsBefore += times;
        secondsBefore += time;
      } else {
        calls += times;
        seconds += time;
      }
    }
  }

  void add(SeriesReader series, String target) {
    Hours hours = new Hours(series, target);
    Map<String, Map<Labels, Map<Instant, Double>>> grown =
        hours.grown("statement", List.of("calls", "execution_seconds"), before, to);
    Map<Labels, Map<Instant, Double>> calls = grown.getOrDefault("calls", Map.of());
    Map<Labels, Map<Instant, Double>> time = grown.getOrDefault("execution_seconds", Map.of());
    calls.forEach(
        (labels, each) -> {
          Sums sums = new Sums();
          Map<Instant, Double> took = time.getOrDefault(labels, Map.of());
          each.forEach(
              (at, times) -> {
                if (took.containsKey(at)) {
                  sums.add(at.isBefore(from), times, took.get(at));
                }
              });
          baseline |= sums.callsBefore > 0;
          compare(target, labels, sums);
        });
  }

  private void compare(String target, Labels labels, Sums sums) {
    String queryId = labels.value("queryid").orElse("");
    if (!queryId.matches("-?[0-9]+") || sums.calls < FEWEST || sums.callsBefore < FEWEST) {
      return;
    }
    double mean = sums.seconds / sums.calls;
    double earlier = sums.secondsBefore / sums.callsBefore;
    double extra = (mean - earlier) * sums.calls;
    boolean changed = mean >= SLOWER * earlier || mean <= FASTER * earlier;
    if (changed && Math.abs(extra) >= LEAST_SECONDS) {
      changes.add(
          new StatementChange(
              target,
              queryId,
              text(target, labels.value("database").orElse(""), queryId),
              mean,
              earlier,
              sums.calls,
              sums.callsBefore,
              extra));
    }
  }

  private String text(String target, String database, String queryId) {
    return board.target(target).stream()
        .flatMap(state -> state.detail().texts().entrySet().stream())
        .filter(
            known ->
                known.getKey().queryId().equals(queryId)
                    && known.getKey().database().equals(database))
        .map(Map.Entry::getValue)
        .map(StatementText::text)
        .map(StatementWeeks::shortened)
        .findFirst()
        .orElse("statement " + queryId);
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /// Those that cost or saved most time, the ones that cost it first.
  List<StatementChange> changes() {
    List<StatementChange> most = new ArrayList<>();
    changes.stream()
        .filter(StatementChange::slower)
        .sorted(Comparator.comparingDouble(each -> -each.extraSeconds()))
        .limit(MOST)
        .forEach(most::add);
    changes.stream()
        .filter(each -> !each.slower())
        .sorted(Comparator.comparingDouble(StatementChange::extraSeconds))
        .limit(MOST)
        .forEach(most::add);
    return most;
  }

  /// Whether any statement was counted in the week before.
  boolean baseline() {
    return baseline;
  }
}

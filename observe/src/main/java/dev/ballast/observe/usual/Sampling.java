package dev.ballast.observe.usual;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.Rate;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The figures of a target over the time since it was asked before: counters as rates over that
/// time, and gauges as they are. What is unknown has no value. For one thread.
final class Sampling {
  /// Over a longer time a rate says nothing of now.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<String, Before> before = new HashMap<>();
  private Optional<ServerFacts> server = Optional.empty();

  private record Before(Reading reading, long nanos) {}

  record Sample(UsualSeries series, double value) {}

  /// What a moment gives.
  ///
  /// @param spent seconds in each statement since the moment before
  record Moment(List<Sample> samples, Map<Labels, Double> spent) {}

  /// An entity with the family's state in which the reading before is that of the moment before.
  private record Windowed(FamilyState state, Figures figures) {
    double rate(String metric) {
      return Rate.of(state, figures, metric).orElse(Double.NaN);
    }

    double gauge(String metric) {
      int index = state.family().layout().indexOf(metric);
      return index < 0 ? Double.NaN : figures.value(index);
    }

    String label(String name) {
      return figures.labels().value(name).orElse("");
    }
  }

  Moment take(TargetState state) {
    if (state.unreachable().isPresent()) {
      return new Moment(List.of(), Map.of());
    }
    if (!state.server().map(ServerFacts::startedAt).equals(server.map(ServerFacts::startedAt))) {
      // Counters of a server that was restarted or replaced begin again.
      before.clear();
    }
    server = state.server();
    List<Sample> samples = new ArrayList<>();
    Map<Labels, Double> spent = new HashMap<>();
    window(state, "statement").forEach(each -> statement(each, samples, spent));
    window(state, "database").forEach(each -> database(each, samples));
    window(state, "wal")
        .forEach(each -> add(samples, UsualFigure.WAL_RATE, Labels.NONE, each.rate("bytes")));
    window(state, "instance").forEach(each -> instance(each, samples));
    replication(window(state, "replication"), samples);
    return new Moment(samples, spent);
  }

  /// The entities of a family that was read since the moment before.
  private List<Windowed> window(TargetState state, String name) {
    Optional<FamilyState> found = state.family(name).filter(f -> f.latest().isPresent());
    if (found.isEmpty()) {
      return List.of();
    }
    FamilyState family = found.get();
    Reading latest = family.latest().orElseThrow();
    Before old = before.put(name, new Before(latest, family.latestNanos()));
    if (old != null && old.nanos() == family.latestNanos()) {
      return List.of();
    }
    Optional<Duration> between =
        Optional.ofNullable(old)
            .map(each -> Duration.ofNanos(family.latestNanos() - each.nanos()))
            .filter(each -> each.compareTo(LONGEST) <= 0);
    FamilyState window =
        new FamilyState(
            family.family(),
            family.latest(),
            between.map(b -> requireNonNull(old).reading()),
            between.orElse(Duration.ZERO),
            Optional.empty(),
            family.latestNanos());
    return latest.entities().stream().map(figures -> new Windowed(window, figures)).toList();
  }

  private static void statement(Windowed each, List<Sample> samples, Map<Labels, Double> spent) {
    String id = each.label("queryid");
    double calls = each.rate("calls");
    double busy = each.rate("execution_seconds");
    if (id.isEmpty() || id.equals("other") || id.equals("hidden") || !(busy >= 0)) {
      return;
    }
    Labels subject = each.figures().labels();
    spent.put(subject, busy * each.state().between().toSeconds());
    add(samples, UsualFigure.STATEMENT_CALLS, subject, calls);
    add(samples, UsualFigure.STATEMENT_MEAN, subject, calls > 0 ? busy / calls : Double.NaN);
  }

  private static void database(Windowed each, List<Sample> samples) {
    if (!each.label("database").isEmpty()) {
      add(samples, UsualFigure.COMMITS, each.figures().labels(), each.rate("commits"));
    }
  }

  private static void instance(Windowed each, List<Sample> samples) {
    add(samples, UsualFigure.CONNECTIONS, Labels.NONE, each.gauge("connections"));
    double delay = each.gauge("replay_delay_seconds");
    // A standby that has replayed all that it received has no delay; one that received nothing yet
    // has no position either.
    boolean caughtUp = Double.isNaN(delay) && !Double.isNaN(each.gauge("wal_position_bytes"));
    if (each.gauge("in_recovery") > 0) {
      add(samples, UsualFigure.REPLAY_DELAY, Labels.NONE, caughtUp ? 0 : delay);
    }
  }

  /// Of receivers of one name and address the latest.
  private static void replication(List<Windowed> all, List<Sample> samples) {
    Map<Labels, Double> lags = new HashMap<>();
    for (Windowed each : all) {
      double lag = each.gauge("replay_lag_seconds");
      if (each.label("state").equals("streaming") && !Double.isNaN(lag)) {
        Labels subject =
            new Labels(
                Stream.of("standby", "address")
                    .filter(name -> !each.label(name).isEmpty())
                    .map(name -> new Label(name, each.label(name)))
                    .toList());
        lags.merge(subject, lag, Math::max);
      }
    }
    lags.forEach((subject, lag) -> add(samples, UsualFigure.REPLAY_LAG, subject, lag));
  }

  private static void add(List<Sample> samples, UsualFigure figure, Labels subject, double value) {
    if (!Double.isNaN(value)) {
      samples.add(new Sample(new UsualSeries(figure, subject), value));
    }
  }
}

package dev.ballast.observe.usual;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.anomaly.Anomaly;
import dev.ballast.observe.anomaly.AnomalyDetector;
import dev.ballast.observe.anomaly.AnomalyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.usual.KeptUsual;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// Learns what is usual at one target, from what is known of it once a minute. For one thread.
public final class UsualLearner {
  /// What was not seen for so long has to be learned again anyway.
  private static final Duration FORGET = Duration.ofDays(28);

  /// How often it is to be given what is known.
  public static final Duration INTERVAL = Duration.ofMinutes(1);

  /// How many times its limit a departure has to be, unless it lasts. By the limit alone, a series
  /// of nothing but noise departs once in four weeks, and a target has fifty of them.
  static final double MARGIN = 1.25;

  private static final Duration BEFORE = Duration.ofHours(1);
  private static final int MOST_CHANGES = 5;

  /// A statement takes the place of another if it takes so many times its time.
  private static final double DISPLACES = 2;

  /// What somebody did.
  private static final Set<EventSource> CHANGES =
      EnumSet.of(
          EventSource.SETTING,
          EventSource.ROLE,
          EventSource.SERVER,
          EventSource.DEPLOYMENT,
          EventSource.SCHEMA);

  private final Map<UsualSeries, Learned> series = new HashMap<>();
  private final Sampling sampling = new Sampling();
  private final Ranking ranking = new Ranking();
  private int moments;
  private int unreadable;

  /// What is known of a series.
  ///
  /// @param latest when it had a value last
  private record Learned(AnomalyDetector detector, Instant latest, Optional<Unusual> departure) {}

  /// Continues with what was learned before.
  public UsualLearner(List<KeptUsual> kept) {
    kept.forEach(this::read);
  }

  private void read(KeptUsual kept) {
    Optional<UsualFigure> figure = UsualFigure.of(kept.figure());
    if (figure.isEmpty()) {
      return;
    }
    try {
      series.put(
          new UsualSeries(figure.get(), kept.subject()),
          new Learned(
              AnomalyDetector.of(figure.get().least(), MARGIN, new AnomalyState(kept.state())),
              kept.latest(),
              kept.departure()
                  .map(json -> Json.read(json.getBytes(StandardCharsets.UTF_8), Unusual.class))));
    } catch (JacksonException e) {
      unreadable++;
    } catch (Fault fault) {
      if (fault.code() != ObserveError.ANOMALY_STATE_UNREADABLE) {
        throw fault;
      }
      unreadable++;
    }
  }

  /// How many series were damaged or kept by another version, and are learned again.
  public int unreadable() {
    return unreadable;
  }

  /// Takes in what is known of the target now.
  ///
  /// @param events of the last hour, the newest first
  public void take(TargetState state, List<Event> events, Instant now) {
    Sampling.Moment moment = sampling.take(state);
    ranking.add(moment.spent());
    moments++;
    moment.samples().stream()
        .sorted(Comparator.comparingDouble(s -> -ranking.of(s.series().subject())))
        .forEach(sample -> take(sample, events, now));
    series.values().removeIf(each -> Duration.between(each.latest(), now).compareTo(FORGET) > 0);
  }

  private void take(Sampling.Sample sample, List<Event> events, Instant now) {
    UsualSeries of = sample.series();
    Learned before = series.get(of);
    if (before == null && !hasPlace(of)) {
      return;
    }
    AnomalyDetector detector =
        before == null ? new AnomalyDetector(of.figure().least(), MARGIN) : before.detector();
    Optional<Unusual> departure =
        detector
            .observe(now, sample.value())
            .filter(anomaly -> isReported(of.figure(), anomaly))
            .map(
                anomaly ->
                    new Unusual(
                        of.figure(),
                        of.subject(),
                        anomaly,
                        sample.value(),
                        now,
                        changes(events, anomaly.since())))
            .or(() -> before == null ? Optional.empty() : before.departure())
            .map(d -> d.seen(sample.value(), now, detector.isUnusual()))
            .filter(d -> detector.inEvent() && !d.isOver(now));
    series.put(of, new Learned(detector, now, departure));
  }

  private static boolean isReported(UsualFigure figure, Anomaly anomaly) {
    return figure.lessToo() || anomaly.observed() > anomaly.expected().high();
  }

  /// Whether one more series of the figure is learned: where there is room, or where a statement
  /// takes much more time than another one that then is no longer.
  private boolean hasPlace(UsualSeries of) {
    List<Labels> others =
        series.keySet().stream()
            .filter(each -> each.figure() == of.figure())
            .map(UsualSeries::subject)
            .toList();
    if (others.size() < of.figure().most()) {
      return true;
    }
    if (!of.figure().family().equals("statement") || !ranking.isSettled()) {
      return false;
    }
    Labels last = ranking.first(others, others.size()).getLast();
    boolean displaces = ranking.of(of.subject()) > DISPLACES * ranking.of(last);
    if (displaces) {
      series.remove(new UsualSeries(of.figure(), last));
    }
    return displaces;
  }

  private static List<String> changes(List<Event> events, Instant since) {
    return events.stream()
        .filter(event -> CHANGES.contains(event.source()))
        .filter(event -> !event.at().isBefore(since.minus(BEFORE)))
        .limit(MOST_CHANGES)
        .map(event -> "%s %s: %s".formatted(event.at(), event.subject(), event.summary()))
        .toList();
  }

  /// What is known; empty where nothing was compared yet.
  public Optional<Usual> usual(Instant now) {
    if (moments < 2) {
      return Optional.empty();
    }
    List<Unusual> departures =
        series.values().stream()
            .flatMap(each -> each.departure().stream())
            .filter(each -> !each.isOver(now))
            .sorted(
                Comparator.comparing((Unusual each) -> each.anomaly().at())
                    .thenComparing(Unusual::figure)
                    .thenComparing(Unusual::subject))
            .toList();
    Map<UsualFigure, List<Learned>> byFigure = new EnumMap<>(UsualFigure.class);
    series.forEach(
        (of, learned) ->
            byFigure.computeIfAbsent(of.figure(), f -> new ArrayList<>()).add(learned));
    return Optional.of(
        new Usual(
            departures,
            byFigure.entrySet().stream()
                .map(e -> progress(e.getKey(), e.getValue(), now))
                .toList()));
  }

  private static Usual.Progress progress(UsualFigure figure, List<Learned> all, Instant now) {
    int ready = (int) all.stream().filter(each -> each.detector().ready(now)).count();
    Duration learned =
        all.stream()
            .map(each -> each.detector().learned(each.latest()))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Usual.Progress(figure, ready, all.size() - ready, learned);
  }

  /// All that has to be kept to continue later.
  public List<KeptUsual> kept() {
    return series.entrySet().stream()
        .map(
            each ->
                new KeptUsual(
                    each.getKey().figure().title(),
                    each.getKey().subject(),
                    each.getValue().latest(),
                    each.getValue().detector().state().packed(),
                    each.getValue()
                        .departure()
                        .map(d -> new String(Json.write(d), StandardCharsets.UTF_8))))
        .toList();
  }
}

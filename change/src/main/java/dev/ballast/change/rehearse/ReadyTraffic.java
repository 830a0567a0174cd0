package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.lab.traffic.LeftOut;
import dev.ballast.lab.traffic.Recording;
import dev.ballast.lab.traffic.SessionSource;
import dev.ballast.lab.traffic.SourcedTraffic;
import dev.ballast.lab.traffic.Traffic;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficRun;
import dev.ballast.lab.traffic.TrafficSettings;
import dev.ballast.lab.traffic.WeightedWork;
import dev.ballast.lab.traffic.Work;
import dev.ballast.lab.traffic.production.ReadOnlyProof;
import dev.ballast.postgres.jdbc.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Traffic that was read from its source and can be put on a clone. Immutable.
///
/// @param mix every work once, by how often it arrives
/// @param ratePerSecond statements due in a second
/// @param calls of the source, those left out too
/// @param notes what is only like the source
record ReadyTraffic(
    TrafficMix mix,
    double ratePerSecond,
    List<LeftOut> leftOut,
    double calls,
    List<String> notes,
    Starting starting) {
  private static final double NANOS_PER_SECOND = 1e9;

  ReadyTraffic {
    leftOut = List.copyOf(leftOut);
    notes = List.copyOf(notes);
  }

  /// Puts it on a server.
  @FunctionalInterface
  interface Starting {
    TrafficRun start(SessionSource sessions, Clock clock);
  }

  /// Reads a source.
  ///
  /// @param session of the clone
  static ReadyTraffic of(TrafficPlan plan, Session session) {
    return switch (plan.source()) {
      case TrafficPlan.Source.Repeated repeated -> repeated(plan, repeated, session);
      case TrafficPlan.Source.Recorded recorded -> recorded(plan, recorded, session);
    };
  }

  private static ReadyTraffic repeated(
      TrafficPlan plan, TrafficPlan.Source.Repeated source, Session session) {
    SourcedTraffic sourced = source.statements().statements(session);
    double rate =
        source
            .ratePerSecond()
            .orElseGet(() -> sourced.repeatableRate().orElse(TrafficPlan.DEFAULT_RATE));
    return new ReadyTraffic(
        sourced.mix(),
        rate,
        sourced.leftOut(),
        sourced.calls(),
        sourced.notes(),
        (sessions, clock) ->
            Traffic.start(
                sourced.mix(), TrafficSettings.of(rate, plan.sessions()), sessions, clock));
  }

  private static ReadyTraffic recorded(
      TrafficPlan plan, TrafficPlan.Source.Recorded source, Session session) {
    Recording recording = source.file().read(ReadOnlyProof.of(session));
    double left = recording.leftOut().stream().mapToDouble(LeftOut::calls).sum();
    double rate = rate(recording) * source.factor();
    return new ReadyTraffic(
        mix(recording),
        rate,
        recording.leftOut(),
        recording.works() + left,
        List.of(),
        (sessions, clock) ->
            Traffic.replay(
                recording,
                source.factor(),
                // The rate is that of the recording.
                TrafficSettings.of(1, plan.sessions()),
                sessions,
                clock));
  }

  private static double rate(Recording recording) {
    Duration length =
        recording.lanes().stream()
            .map(lane -> lane.steps().getLast().at())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return length.isZero()
        ? recording.works()
        : recording.works() / (length.toNanos() / NANOS_PER_SECOND);
  }

  /// Works of one name are one: they differ in their values only.
  private static TrafficMix mix(Recording recording) {
    Map<String, Work> works = new LinkedHashMap<>();
    Map<String, Double> times = new LinkedHashMap<>();
    recording.lanes().stream()
        .flatMap(lane -> lane.steps().stream())
        .map(Recording.Step::work)
        .forEach(
            work -> {
              works.putIfAbsent(work.name(), work);
              times.merge(work.name(), 1.0, Double::sum);
            });
    return TrafficMix.of(
        works.entrySet().stream()
            .map(each -> new WeightedWork(each.getValue(), times.get(each.getKey())))
            .toList());
  }

  /// The part of the source's calls that it has, from 0 to 1.
  double share() {
    return calls <= 0 ? 1 : 1 - leftOut.stream().mapToDouble(LeftOut::calls).sum() / calls;
  }
}

package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;

/// Puts traffic on a server: an open loop, so that what arrives does not wait for what arrived
/// before. Continues while the server is gone, and counts the errors.
public final class Traffic {
  private Traffic() {}

  /// Opens the sessions, then begins. The server must answer now; later it may go and come back.
  public static TrafficRun start(
      TrafficMix mix, TrafficSettings settings, SessionSource sessions, Clock clock) {
    requireNonNull(settings, "settings is null");
    if (mix.isEmpty()) {
      throw Fault.of(TrafficError.TRAFFIC_EMPTY, "the mix has no statement");
    }
    return TrafficRun.begin(
        new TrafficRun.Setting(
            new MixSchedule(mix, settings),
            settings.sessions(),
            settings.drain(),
            mix.readOnlySessions(),
            false),
        sessions,
        clock);
  }

  /// Repeats a recording: each session's works in their order, at their time or later. Sessions
  /// that find none free wait.
  ///
  /// @param factor 2 is twice as fast as recorded
  /// @param settings the rate and its spacing are those of the recording
  public static TrafficRun replay(
      Recording recording,
      double factor,
      TrafficSettings settings,
      SessionSource sessions,
      Clock clock) {
    requireNonNull(settings, "settings is null");
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("factor is " + factor);
    }
    if (recording.lanes().isEmpty()) {
      throw Fault.of(TrafficError.TRAFFIC_EMPTY, "the recording has no statement");
    }
    return TrafficRun.begin(
        new TrafficRun.Setting(
            new LaneSchedule(recording, factor),
            settings.sessions(),
            settings.drain(),
            recording.readOnlySessions(),
            true),
        sessions,
        clock);
  }
}

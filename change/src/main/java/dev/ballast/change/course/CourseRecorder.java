package dev.ballast.change.course;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.lab.traffic.TrafficRun;
import dev.ballast.lab.traffic.TrafficWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers the course of one pass. For one thread.
public final class CourseRecorder {
  private final CourseClock clock;
  private final List<ScriptCourse> scripts = new ArrayList<>();

  public CourseRecorder(Clock clock) {
    this.clock = new CourseClock(clock);
  }

  public CourseClock clock() {
    return clock;
  }

  public void ran(ScriptCourse script) {
    scripts.add(script);
  }

  /// The course of a pass without traffic, which ends now.
  public RehearsalCourse withoutTraffic() {
    return RehearsalCourse.of(clock.startedAt(), clock.now(), Duration.ZERO, List.of(), scripts);
  }

  /// The course of a pass under traffic, which ends now. What the traffic has forgotten by now is
  /// left out.
  public RehearsalCourse under(TrafficRun traffic) {
    Duration length = clock.now();
    Duration interval = RehearsalCourse.interval(length);
    List<Latencies> latencies = new ArrayList<>();
    for (Duration from = Duration.ZERO; from.compareTo(length) < 0; from = from.plus(interval)) {
      Duration to = from.plus(interval);
      window(traffic, from, to.compareTo(length) < 0 ? to : length).ifPresent(latencies::add);
    }
    return RehearsalCourse.of(clock.startedAt(), length, interval, latencies, scripts);
  }

  private Optional<Latencies> window(TrafficRun traffic, Duration from, Duration to) {
    TrafficWindow window;
    try {
      window = traffic.between(clock.nanoTime(from), clock.nanoTime(to));
    } catch (Fault fault) {
      if (fault.code() == TrafficError.TRAFFIC_FORGOTTEN) {
        return Optional.empty();
      }
      throw fault;
    }
    return Optional.of(
        new Latencies(
            from,
            window.completed(),
            window.failed().stream().mapToLong(each -> each.count()).sum(),
            window.unfinished(),
            window.latency().p50(),
            window.latency().p99(),
            window.longest()));
  }
}

package dev.ballast.change.course;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a rehearsal went over time: the pass under traffic, or the one without where there was none.
/// What was before the first script was without the change, and so was what came after the last.
///
/// @param form of this record, 1; a later form has a higher number
/// @param startedAt when the pass began; everything else counts from there
/// @param interval what each of the latencies is of; zero where there was no traffic
/// @param latencies of the traffic, one interval after the other
/// @param omitted how many scripts are left out, since they would be too many to keep
public record RehearsalCourse(
    int form,
    Instant startedAt,
    Duration length,
    Duration interval,
    List<Latencies> latencies,
    List<ScriptCourse> scripts,
    int omitted) {
  public static final int FORM = 1;

  /// Statements, locks and waits that are kept. A script is kept whole or not.
  static final int MOST = 600;

  /// Intervals of latencies that are kept.
  static final int MOST_INTERVALS = 120;

  private static final Duration SHORTEST = Duration.ofMillis(250);

  public RehearsalCourse {
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(length, "length is null");
    requireNonNull(interval, "interval is null");
    latencies = List.copyOf(latencies);
    scripts = List.copyOf(scripts);
  }

  /// How long an interval is, so that there are not too many: a multiple of 250 ms.
  static Duration interval(Duration length) {
    long shortest = SHORTEST.toMillis();
    long least = Math.ceilDiv(Math.max(1, length.toMillis()), MOST_INTERVALS);
    return Duration.ofMillis(Math.ceilDiv(least, shortest) * shortest);
  }

  /// As much of the scripts as is kept.
  static RehearsalCourse of(
      Instant startedAt,
      Duration length,
      Duration interval,
      List<Latencies> latencies,
      List<ScriptCourse> scripts) {
    List<ScriptCourse> kept = new ArrayList<>();
    int size = 0;
    for (ScriptCourse script : scripts) {
      size += script.size();
      if (size <= MOST) {
        kept.add(script);
      }
    }
    return new RehearsalCourse(
        FORM, startedAt, length, interval, latencies, kept, scripts.size() - kept.size());
  }

  /// From when to when the change ran; empty where nothing of it is kept.
  public Optional<ScriptCourse> first() {
    return scripts.isEmpty() ? Optional.empty() : Optional.of(scripts.getFirst());
  }
}

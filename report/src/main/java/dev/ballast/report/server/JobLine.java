package dev.ballast.report.server;

import dev.ballast.evidence.Durations;
import dev.ballast.store.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One job of a node.
///
/// @param everySeconds how long after one look the next one is
/// @param next when it is looked at next
/// @param runningOn the node that has it at present
/// @param failures how many runs in a row have failed
public record JobLine(
    String name,
    double everySeconds,
    Optional<Instant> next,
    Optional<String> runningOn,
    Optional<Instant> lastSuccess,
    int failures) {
  private static final double MILLIS = 1000;

  static final List<String> HEADER =
      List.of("job", "looks every", "next look", "last good look", "failures");

  public static JobLine of(JobState state) {
    return new JobLine(
        state.name(),
        state.every().toMillis() / MILLIS,
        state.next(),
        state.runningOn(),
        state.lastSuccess(),
        state.failures());
  }

  List<String> row() {
    return List.of(
        name,
        Durations.text(Duration.ofMillis((long) (everySeconds * MILLIS))),
        runningOn.map(node -> "runs on " + node).or(() -> next.map(Instant::toString)).orElse(""),
        lastSuccess.map(Instant::toString).orElse("never"),
        Integer.toString(failures));
  }
}

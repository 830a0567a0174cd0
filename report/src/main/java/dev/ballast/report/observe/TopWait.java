package dev.ballast.report.observe;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.locks.LockSession;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.report.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A session that waits for a lock, or that others wait for, behind the one that it waits for.
///
/// @param depth 0 for one that waits for nobody
/// @param lock that it waits for
public record TopWait(
    int depth,
    int pid,
    String database,
    String user,
    String state,
    Optional<String> lock,
    Optional<Double> waitSeconds,
    String text) {

  static List<TopWait> of(TargetState state) {
    return state.detail().locks().map(LockTree::lines).orElse(List.of()).stream()
        .map(TopWait::of)
        .toList();
  }

  private static TopWait of(LockTree.Line line) {
    LockSession session = line.session();
    OptionalDouble seconds =
        session.waiting().map(LockSession.Wait::seconds).orElse(OptionalDouble.empty());
    return new TopWait(
        line.depth(),
        session.pid(),
        session.database().orElse(""),
        session.user().orElse(""),
        session.state().orElse(""),
        session.waiting().map(w -> w.mode() + " on " + w.relation().orElse(w.locktype())),
        seconds.isPresent() ? Optional.of(seconds.getAsDouble()) : Optional.empty(),
        session.statement().text());
  }

  static void print(Page page, List<TopWait> waits) {
    if (waits.isEmpty()) {
      return;
    }
    page.table(
        List.of("LOCKS", "DATABASE", "USER", "STATE", "WAITS FOR", "SINCE", "STATEMENT"),
        waits.stream()
            .map(
                w ->
                    List.of(
                        "  ".repeat(w.depth()) + w.pid(),
                        w.database(),
                        w.user(),
                        w.state(),
                        w.lock().orElse("-"),
                        w.waitSeconds()
                            .map(s -> Durations.text(Duration.ofMillis((long) (s * 1000))))
                            .orElse("-"),
                        TopStatement.shortened(w.text())))
            .toList());
  }
}

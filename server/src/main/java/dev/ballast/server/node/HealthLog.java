package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.server.log.NodeLog;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Writes down what troubles the node itself, when it begins and when it is over. Runs until its
/// thread is interrupted.
final class HealthLog implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Supplier<List<String>> troubles;
  private final NodeLog log;
  private final Clock clock;
  private List<String> known = List.of();

  HealthLog(Supplier<List<String>> troubles, NodeLog log, Clock clock) {
    this.troubles = troubles;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      clock.pause(LOOK);
    }
  }

  void look() {
    List<String> now = troubles.get();
    now.stream().filter(t -> isNew(t, known)).forEach(log::trouble);
    known.stream().filter(t -> isNew(t, now)).forEach(t -> log.node("no longer: " + t));
    known = List.copyOf(now);
  }

  /// A count that grows is the same trouble still.
  private static boolean isNew(String trouble, List<String> among) {
    return among.stream().noneMatch(t -> uncounted(t).equals(uncounted(trouble)));
  }

  private static String uncounted(String trouble) {
    return trouble.replaceAll("[0-9]+", "");
  }
}

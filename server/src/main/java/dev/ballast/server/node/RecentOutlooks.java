package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.protect.forecast.RecoveryOutlook;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The recovery times of targets as they were expected a short while ago: anyone who looks at the
/// objectives again and again must not make the node read the evidence and the received log of all
/// vaults each time. Safe for any number of threads.
final class RecentOutlooks {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<String, Recent> recent = new ConcurrentHashMap<>();

  private record Recent(RecoveryOutlook outlook, long nanos) {}

  RecentOutlooks(Clock clock) {
    this.clock = clock;
  }

  /// The last one where it is fresh, or else a new one.
  RecoveryOutlook of(String target, Supplier<RecoveryOutlook> made) {
    Recent last = recent.get(target);
    if (last == null || clock.since(last.nanos()).compareTo(FRESH) > 0) {
      last = new Recent(made.get(), clock.nanoTime());
      recent.put(target, last);
    }
    return last.outlook();
  }
}

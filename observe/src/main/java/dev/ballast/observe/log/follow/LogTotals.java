package dev.ballast.observe.log.follow;

import dev.ballast.observe.log.event.LogClass;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// How many messages of each class were read. Safe for any number of threads.
public final class LogTotals {
  private final Map<LogClass, LongAdder> counts = new EnumMap<>(LogClass.class);

  public LogTotals() {
    for (LogClass type : LogClass.values()) {
      counts.put(type, new LongAdder());
    }
  }

  /// Counts a message.
  public void add(LogClass type) {
    counts.get(type).increment();
  }

  public long of(LogClass type) {
    return counts.get(type).sum();
  }

  /// Messages of all classes.
  public long all() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }
}

package dev.ballast.protect.wal;

import dev.ballast.postgres.Lsn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// How far a server had written its log at which moment, as far back as is needed to say how old
/// what is durable is. Its memory is bounded. For one thread.
final class WrittenPositions {
  /// When there are so many, every second one is forgotten: an age then is up to that much greater.
  static final int LIMIT = 10_000;

  private final Deque<Seen> seen = new ArrayDeque<>();

  /// @param nanos of the monotonic clock, just before the server was asked
  private record Seen(long nanos, Lsn written) {}

  /// The server was asked, and had written up to there.
  void add(long nanos, Lsn written) {
    if (seen.size() >= LIMIT) {
      thinOut();
    }
    seen.addLast(new Seen(nanos, written));
  }

  /// The newest position that is known.
  Optional<Lsn> newest() {
    return Optional.ofNullable(seen.peekLast()).map(Seen::written);
  }

  /// How long ago the server had written no more than `durable`; as long as it was ever asked,
  /// where it had written more from the first moment on. Positions that nobody needs any more are
  /// forgotten.
  Duration age(Lsn durable, long now) {
    Seen last = null;
    while (!seen.isEmpty() && !durable.isBefore(seen.peekFirst().written())) {
      last = seen.removeFirst();
    }
    if (last != null) {
      seen.addFirst(last);
    }
    return seen.isEmpty() ? Duration.ZERO : Duration.ofNanos(now - seen.peekFirst().nanos());
  }

  /// Keeps the first, which ages are counted from, and the last.
  private void thinOut() {
    List<Seen> all = new ArrayList<>(seen);
    seen.clear();
    for (int i = 0; i < all.size(); i++) {
      if (i % 2 == 0 || i == all.size() - 1) {
        seen.addLast(all.get(i));
      }
    }
  }
}

package dev.ballast.server.access;

import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.util.Optional;

/// How long to wait before a request that was too much is sent again; the cause of its fault.
public final class Throttled extends Exception {
  private static final long serialVersionUID = 1L;

  private final long seconds;

  private Throttled(long seconds) {
    super("wait " + seconds + " s");
    this.seconds = seconds;
  }

  /// The fault that says to wait so long.
  public static Fault after(Duration wait, String why) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return Fault.of(AccessError.TOO_MANY_REQUESTS, why)
        .hint("Wait " + seconds + " s.")
        .cause(new Throttled(seconds));
  }

  /// The seconds for `Retry-After`, where a fault says when to try again.
  public static Optional<Long> seconds(Fault fault) {
    return fault.getCause() instanceof Throttled t ? Optional.of(t.seconds) : Optional.empty();
  }
}

package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.ReplicationOptions;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import java.time.Duration;
import java.util.Optional;

/// A position that a receiver is to reach. For one thread.
public final class ReceivedThrough {
  private static final Duration POLL = Duration.ofMillis(20);

  /// How long a server, a slot or a vault that others use may stay as it is.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Lsn lsn;
  private final Clock clock;

  private ReceivedThrough(Lsn lsn, Clock clock) {
    this.lsn = lsn;
    this.clock = clock;
  }

  /// How far the server has flushed its log by now.
  public static ReceivedThrough current(ReceiveSettings settings, Clock clock) {
    ConnectionSettings source = settings.sources().getFirst();
    try (ReplicationConnection connection =
        ReplicationConnection.open(
            source, ReplicationMode.PHYSICAL, ReplicationOptions.of("ballast wal"), clock)) {
      return new ReceivedThrough(connection.identifySystem().flushed(), clock);
    }
  }

  /// Waits until the receiver has it all, or throws what ended the receiver before, or kept it from
  /// receiving for a while.
  public void await(LogReceiver receiver, Receiving receiving) {
    long received = clock.nanoTime();
    while (receiver.position().filter(p -> !p.durable().isBefore(lsn)).isEmpty()) {
      if (!receiving.runs()) {
        receiving.await();
        return;
      }
      Optional<Fault> failing = receiver.failing();
      if (failing.isEmpty()) {
        received = clock.nanoTime();
      } else if (clock.since(received).compareTo(PATIENCE) > 0) {
        throw failing.get();
      }
      clock.pause(POLL);
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("receiving the write-ahead log");
      }
    }
  }
}

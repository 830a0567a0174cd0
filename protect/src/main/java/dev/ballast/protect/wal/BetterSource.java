package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.wire.WalStream;
import java.time.Duration;

/// Asks the other servers of a cluster, while log is received from one, whether one of them is to
/// be received from instead: one that was promoted, or the primary that is back while a standby
/// stood in for it, whose commits may wait. Then it ends the stream in order. The standbys among
/// them keep what is not here yet. One use.
final class BetterSource implements AutoCloseable {
  private final ReceiveSettings settings;
  private final LogSource current;
  private final WalStream stream;
  private final StandbySlots slots;
  private final Clock clock;
  private final Duration every;
  private final Thread thread;

  private BetterSource(
      ReceiveSettings settings,
      LogSource current,
      WalStream stream,
      StandbySlots slots,
      Clock clock) {
    this.settings = settings;
    this.current = current;
    this.stream = stream;
    this.slots = slots;
    this.clock = clock;
    this.every = settings.silence().dividedBy(3);
    this.thread = Thread.ofVirtual().name("log sources").unstarted(this::watch);
  }

  /// Begins to ask, where there is another server.
  static BetterSource watch(
      ReceiveSettings settings,
      LogSource current,
      WalStream stream,
      StandbySlots slots,
      Clock clock) {
    BetterSource watch = new BetterSource(settings, current, stream, slots, clock);
    if (!current.alone()) {
      watch.thread.start();
    }
    return watch;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      for (ConnectionSettings server : settings.sources()) {
        if (!server.equals(current.settings()) && isBetter(server)) {
          stream.stop();
          return;
        }
      }
      clock.pause(every);
    }
  }

  /// One that does not answer is none.
  private boolean isBetter(ConnectionSettings server) {
    try (LogSource other = LogSource.connect(server, settings, clock)) {
      if (other.isBetterThan(current)) {
        return true;
      }
      if (other.isOfSameCluster(current) && other.standby()) {
        slots.keep(other);
      }
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
    }
    return false;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

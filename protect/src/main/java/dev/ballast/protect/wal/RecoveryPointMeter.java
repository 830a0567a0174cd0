package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Duration;
import java.util.Optional;

/// Asks the server every second how far it has written its log and compares that with what is
/// durable here; tells the receiver whether commits wait for it. Runs until its thread is
/// interrupted; [#now] is for any thread.
public final class RecoveryPointMeter implements Runnable {
  /// How often it is measured.
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private final LogReceiver receiver;
  private final ReceiveSettings settings;
  private final Clock clock;
  private final WrittenPositions positions = new WrittenPositions();
  private Optional<Session> session = Optional.empty();

  RecoveryPointMeter(LogReceiver receiver, ReceiveSettings settings, Clock clock) {
    this.receiver = receiver;
    this.settings = settings;
    this.clock = clock;
  }

  /// What would be lost at this moment; empty before the server was asked and anything was durable.
  public Optional<RecoveryPoint> now() {
    Optional<LogPosition> here = receiver.position();
    synchronized (positions) {
      return here.flatMap(
          position ->
              positions
                  .newest()
                  .map(
                      server ->
                          new RecoveryPoint(
                              clock.now(),
                              server,
                              position.durable(),
                              Math.max(0, server.minus(position.durable())),
                              positions.age(position.durable(), clock.nanoTime()),
                              position.synchronous())));
    }
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long began = clock.nanoTime();
        ask(began);
        clock.pause(INTERVAL.minus(clock.since(began)));
      }
    } finally {
      leave();
    }
  }

  private void leave() {
    try {
      session.ifPresent(Session::close);
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
    }
  }

  /// What the server says of itself.
  private record Written(Lsn lsn, boolean awaited) {}

  private void ask(long began) {
    try {
      Session asked = session.orElseGet(this::connect);
      session = Optional.of(asked);
      Written written =
          asked.one(
              SqlResource.load(RecoveryPointMeter.class, "written", asked.version()),
              row -> new Written(row.lsn("lsn"), row.flag("awaited")),
              settings.applicationName());
      synchronized (positions) {
        positions.add(began, written.lsn());
      }
      receiver.awaited(written.awaited());
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      session.ifPresent(Session::close);
      session = Optional.empty();
    }
  }

  private Session connect() {
    ConnectionSettings source = receiver.source();
    return Session.open(source, SessionOptions.of("ballast recovery point"));
  }
}

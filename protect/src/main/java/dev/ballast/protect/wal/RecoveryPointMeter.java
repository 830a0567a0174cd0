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
/// interrupted; [#latest] is for any thread.
public final class RecoveryPointMeter implements Runnable {
  /// How often it is measured.
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private final LogReceiver receiver;
  private final ReceiveSettings settings;
  private final Clock clock;
  private final WrittenPositions positions = new WrittenPositions();
  private volatile Optional<RecoveryPoint> latest = Optional.empty();
  private Optional<Session> session = Optional.empty();

  RecoveryPointMeter(LogReceiver receiver, ReceiveSettings settings, Clock clock) {
    this.receiver = receiver;
    this.settings = settings;
    this.clock = clock;
  }

  /// The newest measurement; empty before the first.
  public Optional<RecoveryPoint> latest() {
    return latest;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long began = clock.nanoTime();
        ask(began);
        measure();
        clock.pause(INTERVAL.minus(clock.since(began)));
      }
    } finally {
      session.ifPresent(Session::close);
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
      positions.add(began, written.lsn());
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

  private void measure() {
    Optional<Lsn> server = positions.newest();
    Optional<LogPosition> here = receiver.position();
    if (server.isPresent() && here.isPresent()) {
      Lsn durable = here.get().durable();
      latest =
          Optional.of(
              new RecoveryPoint(
                  clock.now(),
                  server.get(),
                  durable,
                  Math.max(0, server.get().minus(durable)),
                  positions.age(durable, clock.nanoTime()),
                  here.get().synchronous()));
    }
  }
}

package dev.ballast.server.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.collect.recoverypoint.RecoveryPointRow;
import dev.ballast.observe.watch.Findings;
import dev.ballast.protect.duty.ReceiveDuty;
import dev.ballast.protect.wal.RecoveryPoint;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The receivers of write-ahead log of the targets that are this node's. Looks every second at what
/// would be lost, and publishes the worst of ten. Safe for any number of threads.
final class Receivers implements Runnable, AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Duties duties;
  private final Findings findings;
  private final Clock clock;
  private final Map<String, Running> running = new HashMap<>();

  /// @param duties know the vaults
  private Receivers(Duties duties, Findings findings, Clock clock) {
    this.duties = duties;
    this.findings = findings;
    this.clock = clock;
  }

  /// Begins with none; ended with the parts.
  static Receivers start(Duties duties, Findings findings, Parts parts, Clock clock) {
    Receivers receivers = new Receivers(duties, findings, clock);
    parts.onEnd(receivers::close);
    parts.run("recovery points", receivers);
    return receivers;
  }

  /// A receiver, and the worst that was seen of it since it was published last.
  private static final class Running {
    private final ReceiveDuty duty;
    private final Worker worker;
    private double age;
    private long bytes;
    private Optional<RecoveryPoint> last = Optional.empty();

    private Running(ReceiveDuty duty, Worker worker) {
      this.duty = duty;
      this.worker = worker;
    }

    private void look() {
      Optional<RecoveryPoint> now = duty.recoveryPoint();
      now.ifPresent(
          point -> {
            age = Math.max(age, point.age().toNanos() / 1e9);
            bytes = Math.max(bytes, point.bytes());
          });
      last = now;
    }

    private Optional<RecoveryPointRow> settle() {
      Optional<RecoveryPointRow> row =
          last.map(
              point ->
                  new RecoveryPointRow(age, bytes, point.durable().value(), point.synchronous()));
      age = 0;
      bytes = 0;
      return row;
    }
  }

  /// Receives of these targets, as far as they declare it, and of no others. What ends does so
  /// beside: its log is put into deposits first.
  synchronized void hold(List<Target> share) {
    List<Target> wanted =
        share.stream().filter(t -> t.wal().isPresent() && !duties.vaults(t).isEmpty()).toList();
    for (String name : List.copyOf(running.keySet())) {
      Running one = requireNonNull(running.get(name));
      if (!wanted.contains(one.duty.target())) {
        running.remove(name);
        Thread.ofVirtual().name("end of receiving").start(one.worker::close);
      }
    }
    for (Target target : wanted) {
      running.computeIfAbsent(target.name(), name -> start(target));
    }
  }

  private Running start(Target target) {
    ReceiveDuty duty =
        new ReceiveDuty(
            target,
            duties.vaults(target),
            new ReceiverEvents(target.name(), findings.events(), clock),
            clock);
    return new Running(duty, Worker.start("receive " + target.name(), duty));
  }

  /// What would be lost of a target if its server were lost now; empty where nothing is received.
  synchronized Optional<RecoveryPoint> recoveryPoint(String target) {
    return Optional.ofNullable(running.get(target)).flatMap(one -> one.duty.recoveryPoint());
  }

  @Override
  public void run() {
    long published = clock.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      clock.pause(LOOK);
      boolean due = clock.since(published).compareTo(Families.RECOVERY_POINT.cadence()) >= 0;
      if (due) {
        published = clock.nanoTime();
      }
      for (Reading reading : look(due)) {
        findings.board().read(Families.RECOVERY_POINT, reading);
        findings.readings().accept(reading, Pace.of(Families.RECOVERY_POINT.cadence()));
      }
    }
  }

  private synchronized List<Reading> look(boolean settle) {
    List<Reading> readings = new ArrayList<>();
    running.forEach(
        (name, one) -> {
          one.look();
          if (settle) {
            one.settle()
                .ifPresent(
                    row ->
                        readings.add(
                            new Reading(
                                name,
                                Families.RECOVERY_POINT.layout(),
                                clock.now(),
                                Families.RECOVERY_POINT.of(row))));
          }
        });
    return readings;
  }

  @Override
  public void close() {
    List<Running> all;
    synchronized (this) {
      all = List.copyOf(running.values());
      running.clear();
    }
    all.forEach(one -> one.worker.close());
  }
}

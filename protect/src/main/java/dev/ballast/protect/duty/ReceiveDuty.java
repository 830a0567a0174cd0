package dev.ballast.protect.duty;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.wal.LogEvents;
import dev.ballast.protect.wal.LogReceiver;
import dev.ballast.protect.wal.ReceiveSettings;
import dev.ballast.protect.wal.Receiving;
import dev.ballast.protect.wal.RecoveryPoint;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps a target's write-ahead log coming into its vaults, whatever happens, until its thread is
/// interrupted; then it ends in order. What it measures is for any thread.
public final class ReceiveDuty implements Runnable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Target target;
  private final List<Supplier<Vault>> vaults;
  private final LogEvents events;
  private final Clock clock;
  private volatile Optional<Receiving> receiving = Optional.empty();
  private volatile Optional<Fault> failure = Optional.empty();

  /// @param vaults open a vault each, for one use
  /// @param events also receives, as an interruption, what ended the receiver
  public ReceiveDuty(Target target, List<Supplier<Vault>> vaults, LogEvents events, Clock clock) {
    this.target = requireNonNull(target, "target is null");
    this.vaults = List.copyOf(vaults);
    this.events = requireNonNull(events, "events is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  public Target target() {
    return target;
  }

  /// What would be lost if the server were lost now; empty where it is not known.
  public Optional<RecoveryPoint> recoveryPoint() {
    return receiving.flatMap(Receiving::recoveryPoint);
  }

  /// Why nothing is received at present, where an operator has to act.
  public Optional<Fault> failure() {
    return failure;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        receive();
      } catch (Fault fault) {
        if (fault.code() == CommonError.INTERRUPTED) {
          return;
        }
        failure = Optional.of(fault);
        events.interrupted(fault);
      }
      clock.pause(RETRY_AFTER);
    }
  }

  private void receive() {
    List<Vault> opened = new ArrayList<>();
    try {
      vaults.forEach(vault -> opened.add(vault.get()));
      LogReceiver receiver = new LogReceiver(opened, ReceiveSettings.of(target), clock, events);
      try (Receiving now = Receiving.start(receiver)) {
        receiving = Optional.of(now);
        failure = Optional.empty();
        now.await();
      }
    } finally {
      receiving = Optional.empty();
      opened.forEach(Vault::close);
    }
  }
}

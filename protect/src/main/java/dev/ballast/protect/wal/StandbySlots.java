package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Has the standbys of a cluster keep the log that is not here yet, as the primary does: one of
/// them may be promoted before it is received. A server's own synchronisation of slots knows
/// logical ones only. Safe for any number of threads.
final class StandbySlots {
  private final ReceiveSettings settings;
  private final LogEvents events;
  private final Supplier<Optional<LogPosition>> durable;
  private final Map<ConnectionSettings, ErrorCode> failing = new ConcurrentHashMap<>();

  /// @param durable how far log is here
  StandbySlots(
      ReceiveSettings settings, LogEvents events, Supplier<Optional<LogPosition>> durable) {
    this.settings = settings;
    this.events = events;
    this.durable = durable;
  }

  /// Makes the slot on a standby where it is missing or of no use, and has it keep no more than
  /// what is not here. A standby on which that fails is reported, until it succeeds or fails in
  /// another way once.
  void keep(LogSource standby) {
    try {
      SourceSlot slot = new SourceSlot(standby.settings(), settings.slot());
      slot.ensure(standby.connection());
      durable
          .get()
          .filter(here -> here.timeline().equals(standby.identity().timeline()))
          .ifPresent(here -> slot.advance(here.durable()));
      failing.remove(standby.settings());
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (!fault.code().equals(failing.put(standby.settings(), fault.code()))) {
        events.notKept(standby.settings(), fault);
      }
    }
  }
}

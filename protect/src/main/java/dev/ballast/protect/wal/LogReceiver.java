package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.ReplicationOptions;
import dev.ballast.postgres.wire.SystemIdentity;
import dev.ballast.postgres.wire.WalStream;
import dev.ballast.postgres.wire.WalStreamEnd;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.VaultError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Receives the write-ahead log of one target into vaults, until it is stopped: from where the
/// vaults have it, over lost connections, restarts and promotions. The server is informed only of
/// what all vaults have on disk, so it keeps the rest, and a server that waits for Ballast commits
/// nothing that is not in every vault. [#run] is for one thread, the rest for any.
public final class LogReceiver {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final List<Vault> vaults;
  private final ReceiveSettings settings;
  private final Clock clock;
  private final LogEvents events;
  private final Durability durability;
  private volatile ConnectionSettings source;
  private volatile Optional<WalStream> current = Optional.empty();
  private volatile boolean stopped;

  /// Where the server was asked to continue, and had removed what comes next.
  private Optional<Lsn> removed = Optional.empty();

  public LogReceiver(List<Vault> vaults, ReceiveSettings settings, Clock clock, LogEvents events) {
    this.vaults = List.copyOf(vaults);
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    this.source = settings.sources().getFirst();
    this.durability = new Durability(settings.flushInterval(), clock);
  }

  /// Receives until [#stop]. A fault that another attempt may not have is reported as an event, and
  /// tried again; any other is thrown.
  public void run() {
    while (!stopped) {
      try {
        session();
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        if (stopped) {
          return;
        }
        if (!isPassing(fault)) {
          throw fault;
        }
        events.interrupted(fault);
      }
      if (!stopped) {
        clock.pause(RETRY_AFTER);
        if (Thread.currentThread().isInterrupted()) {
          throw CommonError.interrupted("receiving the write-ahead log");
        }
      }
    }
  }

  /// What the server, the network or an operator may put right.
  private static boolean isPassing(Fault fault) {
    return switch (fault.code()) {
      case PostgresError _ -> true;
      case VaultError error ->
          error == VaultError.VAULT_FULL
              || error == VaultError.VAULT_NOT_WRITABLE
              || error == VaultError.VAULT_BUSY;
      default -> false;
    };
  }

  /// Ends [#run] in order: what was received is durable and in deposits when that returns.
  public void stop() {
    stopped = true;
    current.ifPresent(WalStream::stop);
  }

  /// How far log is here; empty before the first was made durable.
  public Optional<LogPosition> position() {
    return durability.position();
  }

  /// Says whether the server's commits wait for what is durable here: then it is made durable as it
  /// comes.
  public void awaited(boolean synchronous) {
    durability.awaited(synchronous);
  }

  RecoveryPointMeter meter() {
    return new RecoveryPointMeter(this, settings, clock);
  }

  /// The server that log is received from, or was last.
  ConnectionSettings source() {
    return source;
  }

  private void session() {
    source = primary();
    ReplicationOptions options =
        ReplicationOptions.of(settings.applicationName()).withStatusInterval(Duration.ofSeconds(1));
    try (ReplicationConnection connection =
        ReplicationConnection.open(source, ReplicationMode.PHYSICAL, options, clock)) {
      SystemIdentity identity = connection.identifySystem();
      LogShape shape =
          new LogShape(
              settings.target(),
              identity.system(),
              connection.serverVersion().major(),
              connection.walSegmentSize());
      List<LogStore> stores = open(shape);
      try (Undo<RuntimeException> _ = Undo.unlessKept(() -> closeAll(stores))) {
        receive(connection, identity, stores);
      }
    }
  }

  /// The first that takes writes; where none does, the first that can be asked.
  private ConnectionSettings primary() {
    if (settings.sources().size() == 1) {
      return settings.sources().getFirst();
    }
    Optional<ConnectionSettings> standby = Optional.empty();
    Optional<Fault> last = Optional.empty();
    for (ConnectionSettings one : settings.sources()) {
      try {
        if (!SourceSlot.isStandby(one)) {
          return one;
        }
        standby = standby.or(() -> Optional.of(one));
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        last = Optional.of(fault);
      }
    }
    Optional<Fault> why = last;
    return standby.orElseThrow(() -> SourceSlot.notAnswering(why.orElseThrow()));
  }

  private List<LogStore> open(LogShape shape) {
    List<LogStore> stores = new ArrayList<>();
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> closeAll(stores))) {
      for (Vault vault : vaults) {
        stores.add(
            LogStore.open(
                vault,
                shape,
                settings.deposit(),
                new LogStore.Reports(clock, events::notDeposited)));
      }
      return undo.keep(stores);
    }
  }

  private static void closeAll(List<LogStore> stores) {
    Optional<Fault> first = Optional.empty();
    for (LogStore store : stores) {
      try {
        store.close();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        first = first.or(() -> Optional.of(fault));
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private void receive(
      ReplicationConnection connection, SystemIdentity identity, List<LogStore> stores) {
    int segmentSize = connection.walSegmentSize();
    SourceSlot slot = new SourceSlot(source, settings.slot());
    Lsn kept = slot.ensure(connection);
    Optional<WalArchive.Standing> stored = stored(stores);
    ResumePoint from =
        stored
            .map(s -> ResumePoint.after(s, identity, connection, events))
            .orElseGet(() -> ResumePoint.first(identity, kept, segmentSize));
    if (removed.equals(Optional.of(from.lsn()))) {
      ResumePoint next = ResumePoint.first(identity, kept, segmentSize);
      events.gap(from.timeline(), from.lsn(), next.lsn());
      from = next;
    }
    removed = Optional.empty();
    begin(stores, from, connection);
    Optional<ResumePoint> next = Optional.of(from);
    while (next.isPresent() && !stopped) {
      next = stream(connection, next.get(), stores);
    }
  }

  /// Where the vault that has least of the cluster has it; a vault that has nothing begins with the
  /// others.
  private static Optional<WalArchive.Standing> stored(List<LogStore> stores) {
    return stores.stream()
        .flatMap(store -> store.standing().stream())
        .min(
            Comparator.comparing((WalArchive.Standing s) -> s.timeline().value())
                .thenComparing(WalArchive.Standing::lsn));
  }

  private static void begin(
      List<LogStore> stores, ResumePoint from, ReplicationConnection connection) {
    for (LogStore store : stores) {
      if (!store.knows(from.timeline())) {
        store.put(connection.timelineHistory(from.timeline()), from.lsn());
      }
      store.begin(from.timeline(), from.lsn());
    }
  }

  /// Streams one timeline; returns where the next one begins, or nothing where the stream ended.
  private Optional<ResumePoint> stream(
      ReplicationConnection connection, ResumePoint from, List<LogStore> stores) {
    WalStream stream =
        connection.startPhysical(Optional.of(settings.slot()), from.lsn(), from.timeline());
    current = Optional.of(stream);
    if (stopped) {
      stream.stop();
    }
    events.streaming(from.timeline(), from.lsn());
    WalStreamEnd end;
    try {
      end = new StoredStream(stream, connection, stores, durability).receive(from);
    } catch (Fault fault) {
      if (fault.code() == PostgresError.WAL_REMOVED) {
        removed = Optional.of(from.lsn());
      }
      throw fault;
    }
    current = Optional.empty();
    return switch (end) {
      case WalStreamEnd.EndOfTimeline left -> {
        events.switched(from.timeline(), left.next(), left.switchPoint());
        ResumePoint next = new ResumePoint(left.next(), left.switchPoint());
        begin(stores, next, connection);
        yield Optional.of(next);
      }
      case WalStreamEnd.Stopped _ -> Optional.empty();
      case WalStreamEnd.ServerShutDown _ -> Optional.empty();
    };
  }
}

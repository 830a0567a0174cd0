package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.WalStream;
import dev.ballast.postgres.wire.WalStreamEnd;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Receives the write-ahead log of one target into vaults, until it is stopped: from where the
/// vaults have it, over lost connections, restarts and promotions. The server is informed only of
/// what all vaults have on disk, so it keeps the rest, and a server that waits for Ballast commits
/// nothing that is not in every vault. [#run] is for one thread, the rest for any.
public final class LogReceiver {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);

  private final List<Vault> vaults;
  private final ReceiveSettings settings;
  private final Clock clock;
  private final LogEvents events;
  private final Durability durability;
  private final StandbySlots slots;
  private volatile ConnectionSettings source;
  private volatile Optional<WalStream> current = Optional.empty();
  private volatile Optional<ReplicationConnection> connected = Optional.empty();
  private volatile Optional<Fault> failing = Optional.empty();
  private volatile boolean stopped;

  /// Where the server was asked to continue, and had removed what comes next.
  private Optional<Lsn> removed = Optional.empty();

  /// The cluster that was received from.
  private Optional<SystemIdentifier> system = Optional.empty();

  /// How many bytes are compared where receiving continues.
  private int compared = ResumePoint.MOST_COMPARED;

  /// How long vaults that failed are left alone while others receive.
  private Duration patience = SHORTEST_PATIENCE;

  public LogReceiver(List<Vault> vaults, ReceiveSettings settings, Clock clock, LogEvents events) {
    this.vaults = List.copyOf(vaults);
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    this.source = settings.sources().getFirst();
    this.durability = new Durability(settings.flushInterval(), clock);
    this.slots = new StandbySlots(settings, events, durability::position);
  }

  /// Receives until [#stop]. A fault that another attempt may not have is reported as an event, and
  /// tried again; any other is thrown.
  public void run() {
    while (!stopped) {
      try {
        session();
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        if (!isPassing(fault)) {
          throw fault;
        }
        if (!stopped || !isOfServer(fault)) {
          failing = Optional.of(fault);
          events.interrupted(fault);
        }
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
    return isOfServer(fault)
        || fault.code() == ProtectError.WAL_SOURCE_BEHIND
        || LogStores.isPassing(fault);
  }

  private static boolean isOfServer(Fault fault) {
    return switch (fault.code()) {
      case PostgresError _ -> true;
      default -> false;
    };
  }

  /// Ends [#run] in order: what was received is durable and in deposits when that returns.
  public void stop() {
    stopped = true;
    current.ifPresent(WalStream::stop);
  }

  /// Cuts the connection, for a server that does not answer a stop. What was received is put into
  /// deposits as after a stop.
  void leaveServer() {
    connected.ifPresent(ReplicationConnection::close);
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

  /// Why nothing is received at this moment; empty while it is, and before the first attempt ended.
  Optional<Fault> failing() {
    return failing;
  }

  RecoveryPointMeter meter() {
    return new RecoveryPointMeter(this, settings, clock);
  }

  /// The server that log is received from, or was last.
  ConnectionSettings source() {
    return source;
  }

  private void session() {
    try (LogSource server = LogSource.open(settings, clock)) {
      source = server.settings();
      connected = Optional.of(server.connection());
      requireSameSystem(server.identity().system());
      LogShape shape =
          new LogShape(
              settings.target(),
              server.identity().system(),
              server.connection().serverVersion().major(),
              server.connection().walSegmentSize());
      try (LogStores stores =
          LogStores.open(
              vaults,
              shape,
              settings.deposit(),
              new LogStores.Surroundings(events, clock, patience))) {
        patience = stores.complete() ? SHORTEST_PATIENCE : longer(patience);
        receive(server, stores, shape.segmentSize());
      }
    }
  }

  private static Duration longer(Duration patience) {
    Duration twice = patience.multipliedBy(2);
    return twice.compareTo(LONGEST_PATIENCE) < 0 ? twice : LONGEST_PATIENCE;
  }

  private void requireSameSystem(SystemIdentifier answering) {
    if (system.filter(before -> !before.equals(answering)).isPresent()) {
      throw LogStore.otherSystem(
          settings.target(),
          "its system identifier is %s, and log of %s was received"
              .formatted(answering, system.get()));
    }
    system = Optional.of(answering);
  }

  private void receive(LogSource server, LogStores stores, int segmentSize) {
    SourceSlot slot = new SourceSlot(server.settings(), settings.slot());
    ReplicationConnection connection = server.connection();
    Optional<WalArchive.Standing> stored = stores.standing();
    // On a server that does not continue what is stored no slot is made.
    Optional<ResumePoint> continued =
        stored.map(standing -> ResumePoint.after(standing, server, compared, events));
    Lsn kept = slot.ensure(connection);
    ResumePoint from = continued.orElseGet(() -> ResumePoint.first(server, kept, segmentSize));
    if (removed.equals(Optional.of(from.known()))) {
      // A slot that is to keep what is gone is of no use.
      Lsn left = from.known().isBefore(kept) ? kept : slot.renew(connection);
      ResumePoint next = ResumePoint.first(server, left, segmentSize);
      events.gap(from.timeline(), from.known(), next.lsn());
      from = next;
    } else if (removed.equals(Optional.of(from.lsn()))) {
      from = from.withoutComparison();
    }
    removed = Optional.empty();
    stores.begin(from.timeline(), from.lsn(), connection::timelineHistory);
    Optional<ResumePoint> next = Optional.of(from);
    while (next.isPresent() && !stopped) {
      next = stream(server, next.get(), stores);
    }
  }

  /// Where a link broke before all was compared, less is requested the next time.
  private void noteCompared(ResumePoint from) {
    if (current.filter(s -> s.received().isBefore(from.known())).isPresent()) {
      compared = Math.max(ResumePoint.FEWEST_COMPARED, compared / 2);
    }
  }

  /// Streams one timeline; returns where the next one begins, or nothing where the stream ended.
  private Optional<ResumePoint> stream(LogSource server, ResumePoint from, LogStores stores) {
    ReplicationConnection connection = server.connection();
    WalStreamEnd end;
    try {
      WalStream stream =
          connection.startPhysical(Optional.of(settings.slot()), from.lsn(), from.timeline());
      current = Optional.of(stream);
      if (stopped) {
        stream.stop();
      }
      failing = Optional.empty();
      events.streaming(from.timeline(), from.known());
      try (BetterSource _ = BetterSource.watch(settings, server, stream, slots, clock)) {
        end = new StoredStream(stream, connection, stores, durability).receive(from);
      }
    } catch (Fault fault) {
      if (fault.code() == PostgresError.WAL_REMOVED) {
        removed = Optional.of(from.lsn());
        if (from.lsn().isBefore(from.known())) {
          return Optional.empty();
        }
      }
      throw fault;
    } finally {
      noteCompared(from);
      current = Optional.empty();
    }
    return switch (end) {
      case WalStreamEnd.EndOfTimeline left -> {
        events.switched(from.timeline(), left.next(), left.switchPoint());
        stores.begin(left.next(), left.switchPoint(), connection::timelineHistory);
        yield Optional.of(ResumePoint.at(left.next(), left.switchPoint()));
      }
      case WalStreamEnd.Stopped _ -> Optional.empty();
      case WalStreamEnd.ServerShutDown _ -> Optional.empty();
    };
  }
}

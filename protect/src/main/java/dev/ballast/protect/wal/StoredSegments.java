package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks up log of a cluster near one position, without reading all that the vault has of it: the
/// newest deposits first, since what is pushed nearly always follows what is there. For one thread
/// at a time.
final class StoredSegments {
  private final Vault vault;
  private final SystemIdentifier system;

  StoredSegments(Vault vault, SystemIdentifier system) {
    this.vault = vault;
    this.system = system;
  }

  /// How far log of a timeline is stored from a position on without a gap, as a chain.
  LogChain from(TimelineId timeline, Lsn from, Lsn to, int segmentSize) {
    Lsn segment = WalSegment.containing(timeline, from, segmentSize).start();
    List<Stretch> stretches = new ArrayList<>(tails(timeline, segment, from, to));
    for (DepositId id : vault.logDeposits().reversed()) {
      LogRecord record = LogRecord.load(vault, id);
      if (!record.system().equals(system.toString()) || !record.timelineId().equals(timeline)) {
        continue;
      }
      if (record.start().isBefore(to) && from.isBefore(record.end())) {
        stretches.add(Stretch.deposited(timeline, record.start(), record.chunks()));
      }
      if (!record.chunks().isEmpty() && !from.isBefore(record.start())) {
        break;
      }
    }
    LogChain.Path path = new LogChain.Path(from, List.of(), timeline);
    return LogChain.along(path, stretches, segmentSize, vault);
  }

  /// A tail ends with its segment, so none that begins before the segment needs to be read.
  private List<Stretch> tails(TimelineId timeline, Lsn segment, Lsn from, Lsn to) {
    List<Stretch> found = new ArrayList<>();
    for (TailName name : vault.tails().of(system.value())) {
      Lsn start = new Lsn(name.start());
      if (name.branch() == timeline.value() && start.isBefore(to) && !start.isBefore(segment)) {
        try {
          Stretch.ofTail(vault, name)
              .filter(stretch -> from.isBefore(stretch.end()))
              .ifPresent(found::add);
        } catch (Fault fault) {
          if (fault.code() != VaultError.OBJECT_MISSING) {
            throw fault;
          }
          // It was put into a deposit meanwhile, which is listed after this.
        }
      }
    }
    return found;
  }

  /// Whether a deposit names the target: tails do not.
  boolean knows(String target) {
    return vault.logDeposits().reversed().stream()
        .map(id -> LogRecord.load(vault, id))
        .anyMatch(record -> record.target().equals(target));
  }

  /// The history of a timeline; empty where none is stored.
  Optional<TimelineHistory> history(TimelineId timeline) {
    for (DepositId id : vault.logDeposits().reversed()) {
      LogRecord record = LogRecord.load(vault, id);
      if (record.system().equals(system.toString())
          && record.timelineId().equals(timeline)
          && !record.history().isEmpty()) {
        try (InputStream in = vault.open(record.history())) {
          return Optional.of(TimelineHistory.parse(timeline, in.readAllBytes()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return Optional.empty();
  }
}

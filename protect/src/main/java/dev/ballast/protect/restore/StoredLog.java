package dev.ballast.protect.restore;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.postgres.wal.WalRecord;
import dev.ballast.postgres.wal.WalStatus;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.StoredFile;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The write-ahead log of a backup, read from the vault record by record, with the checks recovery
/// would make. One use; for one thread.
///
/// PostgreSQL takes a gap in the log for its end and promotes over it without a message, so the
/// chain is read here first, and it shows at which record replay has to stop.
public final class StoredLog {
  private final BackupRecord record;
  private final LogChain chain;
  private final List<Lsn> targets;
  private final List<Optional<WalRecord>> lastBefore;
  private Optional<WalRecord> last = Optional.empty();
  private long records;

  /// The log that was stored with a backup.
  ///
  /// @param targets as below
  public StoredLog(Vault vault, BackupRecord record, List<Lsn> targets) {
    this(record, RestoreLog.ofBackup(vault, record).chain(), targets);
  }

  /// A chain of log after a backup.
  ///
  /// @param targets positions, ascending; of each the last record that starts before it is sought.
  ///     With none, the log is read to its end.
  public StoredLog(BackupRecord record, LogChain chain, List<Lsn> targets) {
    this.record = record;
    this.chain = chain;
    this.targets = List.copyOf(targets);
    this.lastBefore = new ArrayList<>();
    targets.forEach(t -> lastBefore.add(Optional.empty()));
  }

  /// What the log held.
  ///
  /// @param targets where to stop replay, one for each requested position, or one for the end
  public record Reading(long records, long segments, long bytes, List<RecoveryTarget> targets) {}

  /// Throws `wal-chain-broken` where a segment is missing, a record is invalid, or the log ends
  /// before a target or before the copy would be consistent.
  public Reading read() {
    requireSegmentsInOrder();
    WalDecoder decoder =
        new WalDecoder(
            record.version().major(),
            record.source().walSegmentSize(),
            chain.timeline(),
            chain.start(),
            this::onRecord);
    chain.read(
        chain.start(), chain.end(), (bytes, offset, length) -> decoder.feed(bytes, offset, length));
    Lsn through = decodedThrough(decoder.status());
    Lsn needed = targets.isEmpty() ? record.span().consistentAt() : targets.getLast();
    if (through.isBefore(record.span().consistentAt()) || through.isBefore(needed)) {
      throw broken(
          "the log is valid up to " + through + ", needed is " + needed + reason(decoder.status()));
    }
    return new Reading(
        records, chain.segments().size(), chain.end().minus(chain.start()), recoveryTargets());
  }

  private void onRecord(WalRecord read) {
    records++;
    last = Optional.of(read);
    for (int i = 0; i < targets.size(); i++) {
      if (read.start().isBefore(targets.get(i))) {
        lastBefore.set(i, last);
      }
    }
  }

  private List<RecoveryTarget> recoveryTargets() {
    List<Optional<WalRecord>> stops = targets.isEmpty() ? List.of(last) : lastBefore;
    List<RecoveryTarget> found = new ArrayList<>();
    for (Optional<WalRecord> stop : stops) {
      WalRecord at = stop.orElseThrow(() -> broken("no record is before the target"));
      if (at.end().isBefore(record.span().consistentAt())) {
        throw broken(
            "the target is before "
                + record.span().consistentAt()
                + ", where the copy is consistent");
      }
      if (at.start().equals(record.span().start())) {
        throw nothingToReplay();
      }
      found.add(new RecoveryTarget(chain.timelineAt(at.start()), at.start(), at.end()));
    }
    return List.copyOf(found);
  }

  private WalSegment firstSegment() {
    return WalSegment.containing(
        record.span().timeline(), record.span().start(), record.source().walSegmentSize());
  }

  private void requireSegmentsInOrder() {
    WalSegment expected = firstSegment();
    for (StoredFile segment : record.wal().segments()) {
      if (!segment.name().equals(expected.fileName())) {
        throw broken("segment " + expected.fileName() + " is missing before " + segment.name());
      }
      expected = expected.next();
    }
  }

  private static Lsn decodedThrough(WalStatus status) {
    return switch (status) {
      case WalStatus.Reading reading -> reading.decodedThrough();
      case WalStatus.Ended ended -> ended.decodedThrough();
    };
  }

  private static String reason(WalStatus status) {
    return switch (status) {
      case WalStatus.Reading ignored -> "; no more of it is stored";
      case WalStatus.Ended ended -> "; at " + ended.at() + ": " + ended.detail();
    };
  }

  /// Replay begins behind the checkpoint that a shutdown wrote, so it cannot be stopped at it.
  static Fault nothingToReplay() {
    return Fault.of(
            ProtectError.NOTHING_TO_REPLAY, "source wrote nothing since it was last shut down")
        .detail("there is no record at which recovery could be stopped")
        .hint(
            "Take the backup again once the standby has replayed something, or restore with"
                + " --files-only.");
  }

  private static Fault broken(String detail) {
    return Fault.of(ProtectError.WAL_CHAIN_BROKEN, "stored write-ahead log is broken")
        .detail(detail)
        .hint("This backup cannot be recovered; take a new one.");
  }
}

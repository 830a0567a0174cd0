package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.moment.LogBytes;
import dev.ballast.protect.moment.LogStart;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.moment.Moment;
import dev.ballast.protect.moment.MomentSearch;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.vault.Vault;
import java.util.Optional;

/// Where a recovery stops, and the log up to there.
record RecoveryStop(RestoreLog log, Moment moment, RecoveryTarget target) {
  RecoveryStop {
    requireNonNull(log, "log is null");
    requireNonNull(moment, "moment is null");
    requireNonNull(target, "target is null");
  }

  /// Reads the log whole, before anything is written: PostgreSQL takes a gap for the end of it.
  ///
  /// @param along the timeline to recover along; empty for the newest
  static RecoveryStop of(
      Vault vault, BackupRecord record, LogTarget wanted, Optional<TimelineId> along) {
    RestoreLog log = RestoreLog.of(vault, record, along);
    LogChain chain = log.chain();
    Moment moment =
        MomentSearch.find(LogStart.of(record, chain.timeline()), LogBytes.of(chain), wanted);
    if (moment.lastRecord().equals(record.span().start())) {
      throw StoredLog.nothingToReplay();
    }
    RecoveryTarget target =
        new RecoveryTarget(
            chain.timelineAt(moment.lastRecord()), moment.lastRecord(), moment.end());
    return new RecoveryStop(log.upTo(target.end()), moment, target);
  }
}

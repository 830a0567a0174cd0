package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.moment.LogBytes;
import dev.ballast.protect.moment.LogStart;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.moment.Moment;
import dev.ballast.protect.moment.MomentSearch;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;

/// Where a recovery is to stop.
///
/// @param timeline the one to recover along; empty for the newest that descends from the backup's
public record RecoveryGoal(LogTarget target, Optional<TimelineId> timeline) {
  /// The end of all log that the vault has.
  public static final RecoveryGoal LATEST =
      new RecoveryGoal(new LogTarget.Latest(), Optional.empty());

  public RecoveryGoal {
    requireNonNull(target, "target is null");
    requireNonNull(timeline, "timeline is null");
  }

  /// The log to recover along, and where in it to stop.
  ///
  /// @param supply how the log gets to the server
  public record Found(RestoreLog log, Moment moment, LogSupply supply) {
    public Found {
      requireNonNull(log, "log is null");
      requireNonNull(moment, "moment is null");
      requireNonNull(supply, "supply is null");
    }

    /// The record at which replay is to stop.
    public RecoveryTarget target() {
      return new RecoveryTarget(
          log.chain().timelineAt(moment.lastRecord()), moment.lastRecord(), moment.end());
    }

    /// The log as far as it is replayed.
    public RestoreLog needed() {
      return log.upTo(moment.end());
    }
  }

  /// Reads the whole log: PostgreSQL takes a gap for the end of it. Throws what [MomentSearch]
  /// refuses a target for.
  public Found find(Vault vault, Backup backup) {
    RestoreLog log = RestoreLog.of(vault, backup.record(), timeline);
    CheckpointSpacing spacing = new CheckpointSpacing(backup.record().span().start());
    Moment moment = moment(backup, log, spacing);
    if (moment.lastRecord().equals(backup.record().span().start())) {
      throw StoredLog.nothingToReplay();
    }
    LogChain needed = log.upTo(moment.end()).chain();
    LogSupply supply =
        LogSupply.of(needed.segments().size(), needed.segmentSize(), spacing, moment.end());
    return new Found(log, moment, supply);
  }

  /// Where the log is shorter than what was received, a refusal says so.
  private Moment moment(Backup backup, RestoreLog log, CheckpointSpacing spacing) {
    try {
      return MomentSearch.find(
          LogStart.of(backup.record(), log.chain().timeline()),
          LogBytes.of(log.chain()),
          target,
          spacing::note);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      List<String> shortfall = log.shortfall();
      if (shortfall.isEmpty()) {
        throw fault;
      }
      String why = String.join("; ", shortfall);
      throw fault.detail(fault.detail().map(detail -> detail + "; " + why).orElse(why));
    }
  }
}

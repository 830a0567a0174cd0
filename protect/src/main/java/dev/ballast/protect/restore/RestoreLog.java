package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.StoredFile;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.protect.wal.Stretch;
import dev.ballast.protect.wal.WalArchive;
import dev.ballast.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The write-ahead log that a backup can be recovered along.
///
/// @param histories all that the vault has, also of timelines that the chain does not reach: a
///     server that is promoted takes the first number that it finds no history of
public record RestoreLog(LogChain chain, List<TimelineHistory> histories) {
  public RestoreLog {
    requireNonNull(chain, "chain is null");
    histories = List.copyOf(histories);
  }

  /// The log that was stored with the backup, and nothing else.
  public static RestoreLog ofBackup(Vault vault, BackupRecord record) {
    List<TimelineHistory> histories = ownHistory(vault, record);
    LogChain.Path path =
        new LogChain.Path(first(record).start(), List.of(), record.span().timeline());
    return new RestoreLog(
        LogChain.along(path, own(record), histories, record.source().walSegmentSize(), vault),
        histories);
  }

  /// All that the vault has after the backup: along the newest timeline that descends from the
  /// backup's, or along the one that is requested.
  ///
  /// Throws `recovery-target-unknown` where there is no log of that one after the backup.
  ///
  /// @param wanted the timeline to end on
  public static RestoreLog of(Vault vault, BackupRecord record, Optional<TimelineId> wanted) {
    WalArchive archive =
        WalArchive.of(vault, new SystemIdentifier(record.source().systemIdentifier()));
    List<Stretch> stretches = new ArrayList<>(own(record));
    stretches.addAll(archive.stretches());
    List<TimelineHistory> histories = new ArrayList<>(ownHistory(vault, record));
    archive.timelines().stream()
        .filter(t -> !t.equals(record.span().timeline()))
        .flatMap(t -> archive.history(t).stream())
        .forEach(histories::add);
    LogChain.Path path = path(record, histories, wanted);
    LogChain chain =
        LogChain.along(path, stretches, histories, record.source().walSegmentSize(), vault);
    wanted.ifPresent(timeline -> requireOn(timeline, chain));
    return new RestoreLog(chain, histories);
  }

  private static void requireOn(TimelineId wanted, LogChain chain) {
    if (!wanted.equals(chain.timeline())) {
      throw Fault.of(
              ProtectError.RECOVERY_TARGET_UNKNOWN,
              "the vault has no log of timeline " + wanted + " after this backup")
          .detail(
              "its log is on timeline %s and reaches %s".formatted(chain.timeline(), chain.end()))
          .hint("Leave out --timeline for the newest one.");
    }
  }

  private static LogChain.Path path(
      BackupRecord record, List<TimelineHistory> histories, Optional<TimelineId> wanted) {
    TimelineId own = record.span().timeline();
    Lsn start = first(record).start();
    LogChain.Path found = new LogChain.Path(start, List.of(), own);
    for (TimelineHistory history : histories) {
      List<TimelineHistory.Entry> line = fromBackup(record, history);
      boolean asked = wanted.map(history.timeline()::equals).orElse(true);
      if (!line.isEmpty() && asked && history.timeline().value() > found.last().value()) {
        found = new LogChain.Path(start, line, history.timeline());
      }
    }
    return found;
  }

  /// The ancestors from the backup's timeline on; empty where it is none of them, or was left
  /// before the backup is consistent.
  private static List<TimelineHistory.Entry> fromBackup(
      BackupRecord record, TimelineHistory history) {
    List<TimelineHistory.Entry> entries = history.entries();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).timeline().equals(record.span().timeline())) {
        boolean leftLater = !entries.get(i).switchPoint().isBefore(record.span().consistentAt());
        return leftLater ? entries.subList(i, entries.size()) : List.of();
      }
    }
    return List.of();
  }

  private static WalSegment first(BackupRecord record) {
    return WalSegment.containing(
        record.span().timeline(), record.span().start(), record.source().walSegmentSize());
  }

  private static List<Stretch> own(BackupRecord record) {
    List<Stretch> stretches = new ArrayList<>();
    WalSegment at = first(record);
    for (StoredFile segment : record.wal().segments()) {
      if (!segment.chunks().isEmpty()) {
        stretches.add(Stretch.deposited(at.timeline(), at.start(), segment.chunks()));
      }
      at = at.next();
    }
    return stretches;
  }

  private static List<TimelineHistory> ownHistory(Vault vault, BackupRecord record) {
    return record.wal().timelineHistory().stream()
        .map(file -> TimelineHistory.parse(record.span().timeline(), file.content(vault)))
        .toList();
  }
}

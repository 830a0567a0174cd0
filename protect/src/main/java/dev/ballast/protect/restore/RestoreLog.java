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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The write-ahead log that a backup can be recovered along.
///
/// @param histories all that the vault has, also of timelines that the chain does not reach: a
///     server that is promoted takes the first number that it finds no history of
/// @param gap behind the chain, where there is one
/// @param damage stored log that cannot be read, whether or not the chain would need it
public record RestoreLog(
    LogChain chain, List<TimelineHistory> histories, Optional<Gap> gap, List<Fault> damage) {
  public RestoreLog {
    requireNonNull(chain, "chain is null");
    histories = List.copyOf(histories);
    damage = List.copyOf(damage);
    requireNonNull(gap, "gap is null");
  }

  /// Log that the vault has and the backup cannot reach.
  ///
  /// @param end where the log that it can be recovered along ends
  /// @param again where there is log again
  public record Gap(Lsn end, Lsn again) {
    /// What an operator must know of it.
    public String note() {
      return "the vault has the log up to %s and again from %s on: what is between was never received, or is damaged, and a later backup is needed to go further"
          .formatted(end, again);
    }
  }

  /// Why the log may end before what was received: a gap, and stored log that cannot be read.
  public List<String> shortfall() {
    return Stream.concat(
            gap.map(Gap::note).stream(),
            damage.stream()
                .map(f -> f.getMessage() + f.detail().map(detail -> ": " + detail).orElse("")))
        .toList();
  }

  /// The log up to a position, for a recovery that is to stop there.
  RestoreLog upTo(Lsn limit) {
    return new RestoreLog(chain.upTo(limit), histories, gap, damage);
  }

  /// The log that was stored with the backup, and nothing else.
  public static RestoreLog ofBackup(Vault vault, BackupRecord record) {
    List<TimelineHistory> histories = ownHistory(vault, record);
    LogChain.Path path =
        new LogChain.Path(first(record).start(), List.of(), record.span().timeline());
    return new RestoreLog(
        LogChain.along(path, own(record), record.source().walSegmentSize(), vault),
        histories,
        Optional.empty(),
        List.of());
  }

  /// All that the vault has after the backup: along the newest timeline that descends from the
  /// backup's, or along the one that is requested.
  ///
  /// Throws `recovery-target-unknown` where there is no log of that one after the backup.
  ///
  /// @param wanted the timeline to end on
  public static RestoreLog of(Vault vault, BackupRecord record, Optional<TimelineId> wanted) {
    return of(
        vault,
        record,
        wanted,
        WalArchive.of(vault, new SystemIdentifier(record.source().systemIdentifier())));
  }

  /// @param archive of the cluster, as it was read before
  static RestoreLog of(
      Vault vault, BackupRecord record, Optional<TimelineId> wanted, WalArchive archive) {
    List<Stretch> stretches = new ArrayList<>(own(record));
    stretches.addAll(archive.stretches());
    List<TimelineHistory> histories = new ArrayList<>(ownHistory(vault, record));
    archive.timelines().stream()
        .filter(t -> !t.equals(record.span().timeline()))
        .flatMap(t -> archive.history(t).stream())
        .forEach(histories::add);
    LogChain.Path path = path(record, histories, wanted);
    LogChain chain = LogChain.along(path, stretches, record.source().walSegmentSize(), vault);
    wanted.ifPresent(timeline -> requireOn(timeline, chain));
    return new RestoreLog(
        chain,
        histories,
        resumed(chain, path, stretches).map(again -> new Gap(chain.end(), again)),
        archive.damage());
  }

  /// Where the log of a timeline that the path has yet to follow begins again behind its end.
  private static Optional<Lsn> resumed(
      LogChain chain, LogChain.Path path, List<Stretch> stretches) {
    return stretches.stream()
        .filter(s -> s.timeline().value() >= chain.timeline().value())
        .filter(s -> path.timelines().contains(s.timeline()))
        .map(Stretch::start)
        .filter(start -> chain.end().isBefore(start))
        .min(Comparator.naturalOrder());
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
        stretches.add(Stretch.ofChunks(at.timeline(), at.start(), segment.chunks()));
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

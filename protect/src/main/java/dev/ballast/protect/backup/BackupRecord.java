package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Phase;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.vault.format.ChunkRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a vault keeps about one backup; its bulk (file list, digests) is in chunks.
///
/// @param format of this record, for readers to come
/// @param target the name of the guarded database server
/// @param start where recovery begins, the redo position of the backup's checkpoint
/// @param end the first position at which the copy is consistent
/// @param walEnd how far the stored write-ahead log reaches
/// @param fileList chunks of the list of files
/// @param wal the stored segments, oldest first
/// @param timelineHistory the history file of the timeline, where it is not the first
/// @param reading chunks of the source's content digests, where they were taken
/// @param readingSkipped why they were not, where they were not
/// @param quarantine why this backup must not be trusted, where it must not
public record BackupRecord(
    int format,
    String target,
    Instant startedAt,
    Instant endedAt,
    SourceFacts source,
    TimelineId timeline,
    Lsn start,
    Lsn end,
    Lsn walEnd,
    List<Tablespace> tablespaces,
    List<ChunkRef> fileList,
    StoredFile manifest,
    List<StoredFile> wal,
    Optional<StoredFile> timelineHistory,
    List<ChunkRef> reading,
    Optional<String> readingSkipped,
    Optional<Quarantine> quarantine,
    Totals totals,
    List<Phase> phases) {
  public static final int FORMAT = 1;

  public BackupRecord {
    requireNonNull(target, "target is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(endedAt, "endedAt is null");
    requireNonNull(source, "source is null");
    requireNonNull(timeline, "timeline is null");
    requireNonNull(start, "start is null");
    requireNonNull(end, "end is null");
    requireNonNull(walEnd, "walEnd is null");
    tablespaces = List.copyOf(tablespaces);
    fileList = List.copyOf(fileList);
    requireNonNull(manifest, "manifest is null");
    wal = List.copyOf(wal);
    requireNonNull(timelineHistory, "timelineHistory is null");
    reading = List.copyOf(reading);
    requireNonNull(readingSkipped, "readingSkipped is null");
    requireNonNull(quarantine, "quarantine is null");
    requireNonNull(totals, "totals is null");
    phases = List.copyOf(phases);
  }

  /// A tablespace outside the data directory.
  ///
  /// @param location absolute path on the source
  public record Tablespace(long oid, String location) {}

  /// How much was backed up, and what it takes.
  ///
  /// @param files plain files of the data directory
  /// @param bytes what they hold
  /// @param walBytes what the stored segments hold
  /// @param newBytes plain bytes that no earlier backup had
  /// @param storedBytes what they take in the vault, compressed and encrypted
  public record Totals(long files, long bytes, long walBytes, long newBytes, long storedBytes) {}

  public ServerVersion version() {
    return source.version();
  }
}

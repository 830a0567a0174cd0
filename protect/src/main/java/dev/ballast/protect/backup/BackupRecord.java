package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ballast.evidence.Phase;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.vault.format.ChunkRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a vault keeps about one backup; its bulk (file list, digests) is in chunks. It is stored as
/// one flat object, a [RecordForm].
///
/// @param quarantine why this backup must not be trusted, where it must not
public record BackupRecord(
    Origin origin,
    WalSpan span,
    StoredCopy copy,
    StoredWal wal,
    StoredReading reading,
    Optional<Quarantine> quarantine,
    Totals totals,
    List<Phase> phases) {
  public BackupRecord {
    requireNonNull(origin, "origin is null");
    requireNonNull(span, "span is null");
    requireNonNull(copy, "copy is null");
    requireNonNull(wal, "wal is null");
    requireNonNull(reading, "reading is null");
    requireNonNull(quarantine, "quarantine is null");
    requireNonNull(totals, "totals is null");
    phases = List.copyOf(phases);
  }

  /// What the backup was taken of, and when.
  ///
  /// @param target the name of the guarded database server
  /// @param surroundings what the source has beside its data directory; absent in records of before
  public record Origin(
      String target,
      Instant startedAt,
      Instant endedAt,
      SourceFacts source,
      Optional<Surroundings> surroundings) {
    public Origin {
      requireNonNull(target, "target is null");
      requireNonNull(startedAt, "startedAt is null");
      requireNonNull(endedAt, "endedAt is null");
      requireNonNull(source, "source is null");
      requireNonNull(surroundings, "surroundings is null");
    }

    /// As in records of before.
    public Origin(String target, Instant startedAt, Instant endedAt, SourceFacts source) {
      this(target, startedAt, endedAt, source, Optional.empty());
    }
  }

  /// The positions in the write-ahead log that matter to a recovery.
  ///
  /// @param start where recovery begins, the redo position of the backup's checkpoint
  /// @param consistentAt the first position at which the copy is consistent
  /// @param end how far the stored write-ahead log reaches
  public record WalSpan(TimelineId timeline, Lsn start, Lsn consistentAt, Lsn end) {
    public WalSpan {
      requireNonNull(timeline, "timeline is null");
      requireNonNull(start, "start is null");
      requireNonNull(consistentAt, "consistentAt is null");
      requireNonNull(end, "end is null");
    }
  }

  /// Where the files of the base backup are.
  ///
  /// @param fileList chunks of the list of files
  /// @param lineage what the backup builds on; absent in records of before
  public record StoredCopy(
      List<Tablespace> tablespaces,
      List<ChunkRef> fileList,
      StoredFile manifest,
      Optional<Lineage> lineage) {
    public StoredCopy {
      tablespaces = List.copyOf(tablespaces);
      fileList = List.copyOf(fileList);
      requireNonNull(manifest, "manifest is null");
      requireNonNull(lineage, "lineage is null");
    }

    /// As in records of before.
    public StoredCopy(List<Tablespace> tablespaces, List<ChunkRef> fileList, StoredFile manifest) {
      this(tablespaces, fileList, manifest, Optional.empty());
    }
  }

  /// A tablespace outside the data directory.
  ///
  /// @param location absolute path on the source
  public record Tablespace(long oid, String location) {}

  /// Where the write-ahead log is.
  ///
  /// @param segments oldest first
  /// @param timelineHistory the history file of the timeline, where it is not the first
  public record StoredWal(List<StoredFile> segments, Optional<StoredFile> timelineHistory) {
    public StoredWal {
      segments = List.copyOf(segments);
      requireNonNull(timelineHistory, "timelineHistory is null");
    }
  }

  /// Where the source's content digests are.
  ///
  /// @param chunks none where none were taken
  /// @param skipped why they were not, where they were not
  public record StoredReading(List<ChunkRef> chunks, Optional<String> skipped) {
    public StoredReading {
      chunks = List.copyOf(chunks);
      requireNonNull(skipped, "skipped is null");
    }

    static StoredReading skipped(String why) {
      return new StoredReading(List.of(), Optional.of(why));
    }
  }

  /// How much was backed up, and what it takes.
  ///
  /// @param files plain files of the data directory
  /// @param bytes what they hold
  /// @param walBytes what the stored segments hold
  /// @param newBytes plain bytes that no earlier backup had
  /// @param storedBytes what they take in the vault, compressed and encrypted
  public record Totals(long files, long bytes, long walBytes, long newBytes, long storedBytes) {}

  public String target() {
    return origin.target();
  }

  public Optional<Surroundings> surroundings() {
    return origin.surroundings();
  }

  public SourceFacts source() {
    return origin.source();
  }

  public ServerVersion version() {
    return source().version();
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static BackupRecord of(RecordForm form) {
    return form.record();
  }

  @JsonValue
  RecordForm form() {
    return RecordForm.of(this);
  }
}

package dev.ballast.protect.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ballast.evidence.Phase;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.vault.format.ChunkRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A [BackupRecord] as vaults store it: one object, whose keys are these components in their order.
/// Neither may change, for older and newer versions of Ballast read it: what is added comes last,
/// is left out where there is nothing, and raises the format.
///
/// @param format of this form, for readers to come: 2 where there are surroundings, otherwise 1
/// @param end the first position at which the copy is consistent
/// @param wal the stored segments, oldest first
record RecordForm(
    int format,
    String target,
    Instant startedAt,
    Instant endedAt,
    SourceFacts source,
    TimelineId timeline,
    Lsn start,
    Lsn end,
    Lsn walEnd,
    List<BackupRecord.Tablespace> tablespaces,
    List<ChunkRef> fileList,
    StoredFile manifest,
    List<StoredFile> wal,
    Optional<StoredFile> timelineHistory,
    List<ChunkRef> reading,
    Optional<String> readingSkipped,
    Optional<Quarantine> quarantine,
    BackupRecord.Totals totals,
    List<Phase> phases,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Surroundings surroundings) {
  private static final int FORMAT = 1;
  private static final int WITH_SURROUNDINGS = 2;

  static RecordForm of(BackupRecord record) {
    return new RecordForm(
        record.surroundings().isPresent() ? WITH_SURROUNDINGS : FORMAT,
        record.origin().target(),
        record.origin().startedAt(),
        record.origin().endedAt(),
        record.origin().source(),
        record.span().timeline(),
        record.span().start(),
        record.span().consistentAt(),
        record.span().end(),
        record.copy().tablespaces(),
        record.copy().fileList(),
        record.copy().manifest(),
        record.wal().segments(),
        record.wal().timelineHistory(),
        record.reading().chunks(),
        record.reading().skipped(),
        record.quarantine(),
        record.totals(),
        record.phases(),
        record.surroundings().orElse(null));
  }

  BackupRecord record() {
    if (format != (surroundings == null ? FORMAT : WITH_SURROUNDINGS)) {
      throw new IllegalArgumentException(
          "its format is " + format + ", not " + FORMAT + " or " + WITH_SURROUNDINGS);
    }
    return new BackupRecord(
        new BackupRecord.Origin(
            target, startedAt, endedAt, source, Optional.ofNullable(surroundings)),
        new BackupRecord.WalSpan(timeline, start, end, walEnd),
        new BackupRecord.StoredCopy(tablespaces, fileList, manifest),
        new BackupRecord.StoredWal(wal, timelineHistory),
        new BackupRecord.StoredReading(reading, readingSkipped),
        quarantine,
        totals,
        phases);
  }
}

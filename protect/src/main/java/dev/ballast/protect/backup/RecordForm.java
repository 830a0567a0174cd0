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
/// @param format of this form, for readers to come: 4 where the lineage says when every page was
///     last read; 3 where there is a lineage, and then lines of the list of files may have pieces
///     and sums; 2 where there are surroundings, otherwise 1
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
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Surroundings surroundings,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lineage lineage) {
  private static final int FORMAT = 1;
  private static final int WITH_SURROUNDINGS = 2;
  private static final int WITH_LINEAGE = 3;
  private static final int WITH_WHOLE_READING = 4;

  static RecordForm of(BackupRecord record) {
    return new RecordForm(
        format(record.copy().lineage(), record.surroundings().isPresent()),
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
        record.surroundings().orElse(null),
        record.copy().lineage().orElse(null));
  }

  private static int format(Optional<Lineage> lineage, boolean surroundings) {
    if (lineage.isPresent()) {
      return lineage.get().wholeReadAt().isPresent() ? WITH_WHOLE_READING : WITH_LINEAGE;
    }
    return surroundings ? WITH_SURROUNDINGS : FORMAT;
  }

  BackupRecord record() {
    int expected = format(Optional.ofNullable(lineage), surroundings != null);
    if (format != expected) {
      throw new IllegalArgumentException("its format is " + format + ", not " + expected);
    }
    return new BackupRecord(
        new BackupRecord.Origin(
            target, startedAt, endedAt, source, Optional.ofNullable(surroundings)),
        new BackupRecord.WalSpan(timeline, start, end, walEnd),
        new BackupRecord.StoredCopy(tablespaces, fileList, manifest, Optional.ofNullable(lineage)),
        new BackupRecord.StoredWal(wal, timelineHistory),
        new BackupRecord.StoredReading(reading, readingSkipped),
        quarantine,
        totals,
        phases);
  }
}

package dev.ballast.observe.catalogue.wal_directory_large;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A directory of WAL that is larger than it should be.
@NullMarked
public final class WalDirectoryLarge extends FigureCheck {
  public WalDirectoryLarge() {
    super(
        "wal-directory-large",
        Topic.WAL,
        Threshold.of(Measure.TIMES, 2, Urgency.TICKET)
            .pagingFrom(20)
            .clearingBelow(1.5)
            .after(Duration.ofMinutes(10)),
        "wal_files");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "archive-behind", "archive-failing", "archive-never", "slot-inactive", "slot-retains-much");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble bytes = entity.figure("bytes");
    OptionalDouble most = entity.figure("max_wal_size_bytes");
    if (bytes.isEmpty() || most.isEmpty() || most.getAsDouble() <= 0) {
      return Examined.unknown("the size of the directory of WAL");
    }
    double times = bytes.getAsDouble() / most.getAsDouble();
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                times,
                "the directory of WAL has %s, %s max_wal_size"
                    .formatted(Measure.BYTES.text(bytes.getAsDouble()), text(times)))
            .with("archive_waiting", Measure.COUNT.text(entity.figure("archive_waiting").orElse(0)))
            .remedy(
                "See what keeps it: slots, the archive, or a setting",
                """
                SELECT slot_name, active, wal_status, restart_lsn FROM pg_replication_slots;
                SELECT last_archived_time, failed_count FROM pg_stat_archiver;
                SHOW wal_keep_size;"""));
  }
}

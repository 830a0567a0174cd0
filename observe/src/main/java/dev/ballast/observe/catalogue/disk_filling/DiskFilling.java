package dev.ballast.observe.catalogue.disk_filling;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SharedDisk;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A file system that is full within a day at this rate.
@NullMarked
public final class DiskFilling extends FigureCheck {
  private static final Duration WINDOW = Duration.ofHours(1);

  private static final Duration LEAST = Duration.ofMinutes(10);

  public DiskFilling() {
    super(
        "disk-filling",
        Topic.HOST,
        Threshold.of(Measure.TIMES, 1, Urgency.TICKET)
            .pagingFrom(6)
            .clearingBelow(0.8)
            .after(Duration.ofMinutes(15)),
        SharedDisk.FAMILY);
  }

  @Override
  public Set<String> labels() {
    return Set.of("place");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "archive-behind",
        "archive-failing",
        "disk-nearly-full",
        "slot-inactive",
        "slot-retains-much",
        "temporary-files",
        "wal-directory-large");
  }

  @Override
  public Set<String> remembers() {
    return Set.of(SharedDisk.FAMILY);
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    SharedDisk disk = SharedDisk.of(entity, observed);
    if (!disk.isReportedBy(entity)) {
      return Examined.WELL;
    }
    Optional<Growth> growth = observed.history().growth(entity, "free_bytes", WINDOW);
    OptionalDouble free = entity.figure("free_bytes");
    if (growth.isEmpty() || free.isEmpty() || growth.get().over().compareTo(LEAST) < 0) {
      return Examined.WELL;
    }
    double perDay = Math.max(0, -growth.get().perSecond()) * Duration.ofDays(1).toSeconds();
    double times = perDay / Math.max(1, free.getAsDouble());
    return seen(
        SymptomDraft.of(
                disk.subject(),
                times,
                "the file system of %s fills by %s a day, and %s are free"
                    .formatted(
                        disk.text(),
                        Measure.BYTES.text(perDay),
                        Measure.BYTES.text(free.getAsDouble())))
            .remedy(
                "See what keeps WAL and what writes temporary files",
                """
                SELECT slot_name, active, wal_status FROM pg_replication_slots;
                SELECT datname, temp_files, pg_size_pretty(temp_bytes) FROM pg_stat_database;"""));
  }
}

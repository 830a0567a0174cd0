package dev.ballast.observe.catalogue.disk_full_soon;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Past;
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

/// A file system that is full soon at the present pace.
@NullMarked
public final class DiskFullSoon extends FigureCheck {
  private static final double A_WEEK = 1.0 / 7;
  private static final double TEN_DAYS = 1.0 / 10;
  private static final double A_DAY = 1;
  private static final double DAY = Duration.ofDays(1).toSeconds();

  /// What a shorter time shows may be one load.
  private static final Duration LONG_ENOUGH = Duration.ofDays(1);

  public DiskFullSoon() {
    super(
        "disk-full-soon",
        Topic.STORAGE,
        Threshold.of(Measure.SHARE, A_WEEK, Urgency.TICKET)
            .pagingFrom(A_DAY)
            .clearingBelow(TEN_DAYS),
        SharedDisk.FAMILY);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("disk-filling", "disk-nearly-full");
  }

  @Override
  public Set<String> labels() {
    return Set.of("place");
  }

  @Override
  protected Look none() {
    return new Look.Undecided("the node runs on another machine than the server");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    SharedDisk disk = SharedDisk.of(entity, observed);
    if (!disk.isReportedBy(entity)) {
      return Examined.WELL;
    }
    OptionalDouble free = entity.figure("free_bytes");
    if (free.isEmpty()) {
      return Examined.unknown("the free space of " + disk.text());
    }
    Optional<Past> past = observed.surroundings().past();
    if (past.isEmpty()) {
      return new Examined.Unknown("stored figures were not read yet");
    }
    Optional<Past.Trend> trend = past.get().trend(SharedDisk.FAMILY, entity.labels());
    if (trend.isEmpty()
        || trend.get().over().compareTo(LONG_ENOUGH) < 0
        || trend.get().perSecond() >= 0) {
      return Examined.WELL;
    }
    double aDay = -trend.get().perSecond() * DAY;
    double share = free.getAsDouble() > 0 ? aDay / free.getAsDouble() : A_DAY;
    double days = free.getAsDouble() / aDay;
    return new Examined.Seen(
        SymptomDraft.of(
                disk.subject(),
                share,
                "the file system of %s is full in %.1f days: it has %s free and loses %s a day"
                    .formatted(
                        disk.text(),
                        days,
                        Measure.BYTES.text(free.getAsDouble()),
                        Measure.BYTES.text(aDay)))
            .with("measured_over", Durations.text(trend.get().over()))
            .remedy(
                "See which databases grew",
                "SELECT datname, pg_size_pretty(pg_database_size(oid)) FROM pg_database ORDER BY pg_database_size(oid) DESC;")
            .remedy(
                "See what slots keep",
                "SELECT slot_name, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) FROM pg_replication_slots;")
            .symptom());
  }
}

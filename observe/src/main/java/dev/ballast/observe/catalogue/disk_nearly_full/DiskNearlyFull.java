package dev.ballast.observe.catalogue.disk_nearly_full;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SharedDisk;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A file system that is nearly full.
@NullMarked
public final class DiskNearlyFull extends FigureCheck {
  private static final double AMPLE = 50.0 * (1L << 30);

  public DiskNearlyFull() {
    super(
        "disk-nearly-full",
        Topic.HOST,
        Threshold.of(Measure.SHARE, 0.9, Urgency.TICKET).pagingFrom(0.98).clearingBelow(0.88),
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
        "slot-inactive",
        "slot-retains-much",
        "temporary-files",
        "wal-directory-large");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    SharedDisk disk = SharedDisk.of(entity, observed);
    if (!disk.isReportedBy(entity)) {
      return Examined.WELL;
    }
    OptionalDouble size = entity.figure("size_bytes");
    OptionalDouble free = entity.figure("free_bytes");
    if (size.isEmpty() || free.isEmpty() || size.getAsDouble() <= 0) {
      return Examined.unknown("how full the file system of " + disk.text() + " is");
    }
    double used = free.getAsDouble() > AMPLE ? 0 : 1 - free.getAsDouble() / size.getAsDouble();
    return seen(
        SymptomDraft.of(
                disk.subject(),
                used,
                "%s of %s are free on the file system of %s"
                    .formatted(
                        Measure.BYTES.text(free.getAsDouble()),
                        Measure.BYTES.text(size.getAsDouble()),
                        disk.text()))
            .remedy(
                "See what uses it, on the machine",
                "df -h && du -xh --max-depth=2 | sort -h | tail")
            .remedy(
                "See which databases are largest",
                """
                SELECT datname, pg_size_pretty(pg_database_size(oid)) FROM pg_database
                ORDER BY pg_database_size(oid) DESC;"""));
  }
}

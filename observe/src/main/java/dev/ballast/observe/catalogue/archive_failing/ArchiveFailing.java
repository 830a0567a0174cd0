package dev.ballast.observe.catalogue.archive_failing;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// WAL that cannot be archived.
@NullMarked
public final class ArchiveFailing extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  public ArchiveFailing() {
    super(
        "archive-failing",
        Topic.WAL,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET).pagingFrom(20).after(Duration.ofMinutes(1)),
        "archiver");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("archiver");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> failures = observed.history().growth(entity, "failed", WINDOW);
    OptionalDouble failed = entity.figure("last_failed_timestamp_seconds");
    double archived = entity.figure("last_archived_timestamp_seconds").orElse(0);
    if (failures.isEmpty() || failed.isEmpty() || failed.getAsDouble() <= archived) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                failures.get().amount(),
                "%s attempts to archive WAL failed, and none has succeeded since"
                    .formatted(text(failures.get().amount())))
            .with("waiting", Measure.COUNT.text(entity.figure("waiting_segments").orElse(0)))
            .remedy(
                "See which segment fails, and the command",
                "SELECT last_failed_wal, last_failed_time FROM pg_stat_archiver; SHOW archive_command;"));
  }
}

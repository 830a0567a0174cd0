package dev.ballast.observe.catalogue.archive_behind;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
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

/// WAL that waits to be archived.
@NullMarked
public final class ArchiveBehind extends FigureCheck {
  public ArchiveBehind() {
    super(
        "archive-behind",
        Topic.WAL,
        Threshold.of(Measure.COUNT, 10, Urgency.TICKET)
            .pagingFrom(200)
            .after(Duration.ofMinutes(5)),
        "archiver");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("archive-failing");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("waiting_segments"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble waiting = entity.figure("waiting_segments");
    if (waiting.isEmpty()) {
      return Examined.unknown("how many WAL segments wait to be archived");
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                waiting.getAsDouble(),
                "%s segments of WAL wait to be archived".formatted(text(waiting.getAsDouble())))
            .remedy(
                "See when the last one was archived",
                "SELECT last_archived_wal, last_archived_time, failed_count FROM pg_stat_archiver;"));
  }
}

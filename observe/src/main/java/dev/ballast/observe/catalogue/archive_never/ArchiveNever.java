package dev.ballast.observe.catalogue.archive_never;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
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

/// An archive that has never received anything.
@NullMarked
public final class ArchiveNever extends FigureCheck {
  public ArchiveNever() {
    super(
        "archive-never",
        Topic.WAL,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(10)),
        "archiver");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("archive-failing");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble archived = entity.figure("archived");
    OptionalDouble waiting = entity.figure("waiting_segments");
    if (archived.isEmpty() || waiting.isEmpty()) {
      return Examined.unknown("how much WAL was archived");
    }
    boolean never = archived.getAsDouble() == 0 && waiting.getAsDouble() > 0;
    return seen(
        SymptomDraft.of(
                Labels.NONE, never ? 1 : 0, "archiving is on, and no segment was ever archived")
            .remedy(
                "See the command and what became of it",
                "SHOW archive_command; SELECT * FROM pg_stat_archiver;"));
  }
}

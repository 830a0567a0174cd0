package dev.ballast.observe.catalogue.vacuum_index_passes;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A vacuum that goes through all indexes several times.
@NullMarked
public final class VacuumIndexPasses extends FigureCheck {
  public VacuumIndexPasses() {
    super(
        "vacuum-index-passes",
        Topic.VACUUM,
        Threshold.of(Measure.COUNT, 2, Urgency.NOTE).clearingBelow(2),
        "vacuum");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "relation");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("index_passes"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble passes = entity.figure("index_passes");
    if (passes.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("database", "relation"),
                passes.getAsDouble(),
                "a vacuum of relation %s in database %s has gone through its indexes %s times"
                    .formatted(
                        entity.label("relation"),
                        entity.label("database"),
                        text(passes.getAsDouble())))
            .remedy(
                "See which table it is", "SELECT %s::regclass;".formatted(entity.label("relation")))
            .remedy(
                "Give autovacuum more memory for it",
                "ALTER SYSTEM SET autovacuum_work_mem = '1GB'; SELECT pg_reload_conf();"));
  }
}

package dev.ballast.observe.catalogue.autovacuum_workers_busy;

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
import org.jspecify.annotations.NullMarked;

/// Workers of autovacuum that are all busy.
@NullMarked
public final class AutovacuumWorkersBusy extends FigureCheck {
  public AutovacuumWorkersBusy() {
    super(
        "autovacuum-workers-busy",
        Topic.VACUUM,
        Threshold.of(Measure.SHARE, 1.0, Urgency.TICKET).after(Duration.ofMinutes(30)),
        "instance");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Share("autovacuum_workers", "autovacuum_workers_max"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble workers = entity.figure("autovacuum_workers");
    OptionalDouble most = entity.figure("autovacuum_workers_max");
    if (workers.isEmpty() || most.isEmpty() || most.getAsDouble() <= 0) {
      return Examined.unknown("how many workers of autovacuum run");
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                workers.getAsDouble() / most.getAsDouble(),
                "%.0f of %.0f workers of autovacuum are busy"
                    .formatted(workers.getAsDouble(), most.getAsDouble()))
            .remedy(
                "See what they do",
                "SELECT pid, datname, relid::regclass, phase, heap_blks_total, heap_blks_scanned FROM pg_stat_progress_vacuum;")
            .remedy(
                "Let each of them work faster",
                "ALTER SYSTEM SET autovacuum_vacuum_cost_limit = 2000; SELECT pg_reload_conf();"));
  }
}

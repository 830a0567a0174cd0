package dev.ballast.observe.catalogue.deadlocks;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Deadlocks.
@NullMarked
public final class Deadlocks extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  public Deadlocks() {
    super(
        "deadlocks",
        Topic.LOCKS,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET).calmFor(Duration.ofMinutes(10)),
        "database");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> growth = observed.history().growth(entity, "deadlocks", WINDOW);
    if (growth.isEmpty() || entity.label("database").isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                growth.get().amount(),
                "%s deadlocks in database %s within %s"
                    .formatted(
                        text(growth.get().amount()),
                        entity.label("database"),
                        Measure.SECONDS.text(growth.get().over().toSeconds())))
            .remedy(
                "Let the server report every wait that is longer than deadlock_timeout",
                "ALTER SYSTEM SET log_lock_waits = on; SELECT pg_reload_conf();"));
  }
}

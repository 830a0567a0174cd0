package dev.ballast.observe.catalogue.pooler_wait_long;

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

/// A client that waits for long.
@NullMarked
public final class PoolerWaitLong extends FigureCheck {
  public PoolerWaitLong() {
    super(
        "pooler-wait-long",
        Topic.POOLER,
        Threshold.of(Measure.SECONDS, 5, Urgency.TICKET).pagingFrom(60).clearingBelow(1),
        "pooler_pool");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "user");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("pooler-clients-waiting", "pooler-pool-exhausted", "pooler-database-paused");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("longest_wait_seconds"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble wait = entity.figure("longest_wait_seconds");
    if (wait.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("database", "user"),
                wait.getAsDouble(),
                "a client of user %s has waited %s for a connection to database %s"
                    .formatted(
                        entity.label("user"), text(wait.getAsDouble()), entity.label("database")))
            .remedy("See the pools, in the pooler's console", "SHOW POOLS;")
            .remedy("See what the server connections do", "SHOW SERVERS;"));
  }
}

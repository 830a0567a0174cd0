package dev.ballast.observe.catalogue.pooler_pool_exhausted;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A pool whose connections are all in use.
@NullMarked
public final class PoolerPoolExhausted extends FigureCheck {
  public PoolerPoolExhausted() {
    super(
        "pooler-pool-exhausted",
        Topic.POOLER,
        Threshold.of(Measure.SHARE, 1.0, Urgency.TICKET)
            .clearingBelow(0.9)
            .after(Duration.ofMinutes(2)),
        "pooler_pool");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "user");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble active = entity.figure("servers_active");
    OptionalDouble waiting = entity.figure("clients_waiting");
    OptionalDouble size =
        observed.entities("pooler_limit").stream()
            .filter(limit -> limit.label("database").equals(entity.label("database")))
            .map(limit -> limit.figure("pool_size"))
            .findFirst()
            .orElse(OptionalDouble.empty());
    if (active.isEmpty() || waiting.isEmpty() || size.isEmpty() || size.getAsDouble() <= 0) {
      return Examined.WELL;
    }
    double share = waiting.getAsDouble() > 0 ? active.getAsDouble() / size.getAsDouble() : 0;
    return seen(
        SymptomDraft.of(
                entity.subject("database", "user"),
                share,
                "%.0f of %.0f connections of the pool of user %s for database %s are in use, and clients wait"
                    .formatted(
                        active.getAsDouble(),
                        size.getAsDouble(),
                        entity.label("user"),
                        entity.label("database")))
            .remedy("See what the server connections do, in the pooler's console", "SHOW SERVERS;")
            .remedy("Make pools larger, in pgbouncer.ini, then in the console", "RELOAD;"));
  }
}

package dev.ballast.observe.catalogue.pooler_clients_waiting;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Clients that wait for a server connection.
@NullMarked
public final class PoolerClientsWaiting extends FigureCheck {
  public PoolerClientsWaiting() {
    super(
        "pooler-clients-waiting",
        Topic.POOLER,
        Threshold.of(Measure.COUNT, 5, Urgency.TICKET).after(Duration.ofMinutes(1)),
        "pooler_pool");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "user");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("pooler-pool-exhausted");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("clients_waiting"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble waiting = entity.figure("clients_waiting");
    if (waiting.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("database", "user"),
                waiting.getAsDouble(),
                "%s clients of user %s wait for a connection to database %s"
                    .formatted(
                        text(waiting.getAsDouble()),
                        entity.label("user"),
                        entity.label("database")))
            .remedy("See the pools, in the pooler's console", "SHOW POOLS;")
            .remedy("See what the server connections do", "SHOW SERVERS;"));
  }
}

package dev.ballast.observe.catalogue.connections_near_limit;

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

/// Connections that are nearly used up, of the server, a database or a role.
@NullMarked
public final class ConnectionsNearLimit extends FigureCheck {
  public ConnectionsNearLimit() {
    super(
        "connections-near-limit",
        Topic.CONNECTIONS,
        Threshold.of(Measure.SHARE, 0.8, Urgency.TICKET)
            .pagingFrom(0.95)
            .clearingBelow(0.7)
            .after(Duration.ofMinutes(1)),
        "connection_limit");
  }

  @Override
  public Set<String> labels() {
    return Set.of("kind", "name");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("session-storm", "sessions-blocked");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Share("used", "most"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble used = entity.figure("used");
    OptionalDouble most = entity.figure("most");
    if (used.isEmpty() || most.isEmpty() || most.getAsDouble() <= 0) {
      return Examined.WELL;
    }
    String whose =
        entity.label("kind").equals("server")
            ? "the server's connections"
            : "the connections of %s %s".formatted(entity.label("kind"), entity.label("name"));
    return seen(
        SymptomDraft.of(
                entity.labels(),
                used.getAsDouble() / most.getAsDouble(),
                "%.0f of %.0f of %s are in use"
                    .formatted(used.getAsDouble(), most.getAsDouble(), whose))
            .with("used", Measure.COUNT.text(used.getAsDouble()))
            .with("most", Measure.COUNT.text(most.getAsDouble()))
            .remedy(
                "See who has them",
                """
                SELECT usename, application_name, client_addr, state, count(*)
                FROM pg_stat_activity WHERE backend_type = 'client backend'
                GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC;""")
            .remedy(
                "End sessions that have been idle for more than 10 minutes",
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE state = 'idle' AND state_change < now() - interval '10 minutes';"""));
  }
}

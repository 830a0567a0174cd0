package dev.ballast.observe.catalogue.connections_near_limit;

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
import org.jspecify.annotations.NullMarked;

/// Connections that are nearly used up, of the server, a database or a role.
@NullMarked
public final class ConnectionsNearLimit extends FigureCheck {
  private static final double NEAR = 0.8;
  private static final double NEARLY_ALL = 0.95;
  private static final double WELL = 0.7;

  public ConnectionsNearLimit() {
    super(
        "connections-near-limit",
        Topic.CONNECTIONS,
        Threshold.of(Measure.SHARE, NEAR, Urgency.TICKET)
            .pagingFrom(NEARLY_ALL)
            .clearingBelow(WELL)
            .after(Duration.ofMinutes(1)),
        "connection_limit");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble used = entity.figure("used");
    OptionalDouble most = entity.figure("most");
    if (used.isEmpty() || most.isEmpty() || most.getAsDouble() <= 0) {
      return Examined.WELL;
    }
    double share = used.getAsDouble() / most.getAsDouble();
    String whose =
        entity.label("kind").equals("server")
            ? "the server's connections"
            : "the connections of %s %s".formatted(entity.label("kind"), entity.label("name"));
    return new Examined.Seen(
        SymptomDraft.of(
                entity.labels(),
                share,
                "%.0f of %.0f of %s are in use"
                    .formatted(used.getAsDouble(), most.getAsDouble(), whose))
            .with("used", "%.0f".formatted(used.getAsDouble()))
            .with("most", "%.0f".formatted(most.getAsDouble()))
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
                WHERE state = 'idle' AND state_change < now() - interval '10 minutes';""")
            .symptom());
  }
}

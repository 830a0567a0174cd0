package dev.ballast.observe.catalogue.connections_refused;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Sessions that were refused because there were too many.
@NullMarked
public final class ConnectionsRefused extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  public ConnectionsRefused() {
    super(
        "connections-refused",
        Topic.CONNECTIONS,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET),
        "log");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("connections-near-limit", "session-storm");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("log");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> refused =
        entity.label("class").equals("connection-limit")
            ? observed.history().growth(entity, "messages", WINDOW)
            : Optional.empty();
    if (refused.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                refused.get().amount(),
                "%s connections were refused within %s, because too many were in use"
                    .formatted(
                        text(refused.get().amount()),
                        Measure.SECONDS.text(refused.get().over().toSeconds())))
            .remedy(
                "See who has the connections",
                """
                SELECT usename, application_name, client_addr, state, count(*)
                FROM pg_stat_activity WHERE backend_type = 'client backend'
                GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC;"""));
  }
}

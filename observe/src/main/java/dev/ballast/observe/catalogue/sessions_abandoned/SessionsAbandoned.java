package dev.ballast.observe.catalogue.sessions_abandoned;

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

/// Sessions whose client was lost.
@NullMarked
public final class SessionsAbandoned extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  public SessionsAbandoned() {
    super(
        "sessions-abandoned",
        Topic.CONNECTIONS,
        Threshold.of(Measure.COUNT, 10, Urgency.TICKET),
        "database");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> growth = observed.history().growth(entity, "sessions_abandoned", WINDOW);
    if (growth.isEmpty() || entity.label("database").isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                growth.get().amount(),
                "%s sessions of database %s lost their client within %s"
                    .formatted(
                        text(growth.get().amount()),
                        entity.label("database"),
                        Measure.SECONDS.text(growth.get().over().toSeconds())))
            .remedy(
                "See which sessions are there, by program",
                """
                SELECT usename, application_name, client_addr, state, count(*)
                FROM pg_stat_activity WHERE backend_type = 'client backend'
                GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC;"""));
  }
}

package dev.ballast.observe.catalogue.session_storm;

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

/// New sessions at a rate that a server should not see.
@NullMarked
public final class SessionStorm extends FigureCheck {
  public SessionStorm() {
    super(
        "session-storm",
        Topic.CONNECTIONS,
        Threshold.of(Measure.PER_SECOND, 20, Urgency.TICKET).after(Duration.ofMinutes(1)),
        "database");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble rate = entity.rate("sessions");
    if (rate.isEmpty() || entity.label("database").isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                rate.getAsDouble(),
                "%s new sessions in database %s"
                    .formatted(text(rate.getAsDouble()), entity.label("database")))
            .remedy(
                "See who opens sessions",
                """
                SELECT usename, application_name, client_addr, count(*),
                       count(*) FILTER (WHERE backend_start > now() - interval '10 seconds') AS young
                FROM pg_stat_activity WHERE backend_type = 'client backend'
                GROUP BY 1, 2, 3 ORDER BY 5 DESC;"""));
  }
}

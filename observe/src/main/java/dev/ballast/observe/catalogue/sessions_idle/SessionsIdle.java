package dev.ballast.observe.catalogue.sessions_idle;

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

/// Many sessions that do nothing.
@NullMarked
public final class SessionsIdle extends FigureCheck {
  public SessionsIdle() {
    super(
        "sessions-idle",
        Topic.CONNECTIONS,
        Threshold.of(Measure.COUNT, 200, Urgency.NOTE).after(Duration.ofMinutes(10)),
        "activity");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("backends"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble sessions = entity.figure("backends");
    if (sessions.isEmpty() || !entity.label("state").equals("idle")) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                sessions.getAsDouble(),
                "%s sessions of database %s do nothing"
                    .formatted(text(sessions.getAsDouble()), entity.label("database")))
            .remedy(
                "See whose they are, and for how long",
                """
                SELECT usename, application_name, client_addr, count(*), min(state_change)
                FROM pg_stat_activity WHERE state = 'idle'
                GROUP BY 1, 2, 3 ORDER BY 4 DESC;"""));
  }
}

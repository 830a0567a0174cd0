package dev.ballast.observe.catalogue.connections_unusual;

import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.UnusualCheck;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// More client connections than there usually are.
@NullMarked
public final class ConnectionsUnusual extends UnusualCheck {
  public ConnectionsUnusual() {
    super("connections-unusual", Topic.CONNECTIONS, UsualFigure.CONNECTIONS);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "connections-near-limit",
        "session-storm",
        "idle-in-transaction",
        "sessions-blocked",
        "lock-wait-long",
        "ddl-lock-queue",
        "commits-unusual");
  }

  @Override
  protected String says(Unusual unusual, String figure) {
    return "%s clients are connected".formatted(figure);
  }

  @Override
  protected String written(double value) {
    return Measure.COUNT.text(value);
  }

  @Override
  protected void complete(SymptomDraft draft, Unusual unusual, Observed observed) {
    draft.remedy(
        "See whose they are and how long they have done nothing",
        """
        SELECT usename, application_name, client_addr, state, count(*),
               max(now() - state_change) AS longest
        FROM pg_stat_activity WHERE backend_type = 'client backend'
        GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC;""");
  }
}

package dev.ballast.observe.catalogue.sessions_abandoned;

import dev.ballast.observe.check.DatabaseGrowthCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Sessions whose client was lost.
@NullMarked
public final class SessionsAbandoned extends DatabaseGrowthCheck {
  public SessionsAbandoned() {
    super(
        "sessions-abandoned",
        Topic.CONNECTIONS,
        Threshold.of(Measure.COUNT, 10, Urgency.TICKET),
        "sessions_abandoned");
  }

  /// Clients give up waiting for a server that does not answer, the node's own among them.
  @Override
  public Set<String> explainedBy() {
    return Set.of("target-unreachable");
  }

  @Override
  protected String what(String amount, String database) {
    return "%s sessions of database %s lost their client".formatted(amount, database);
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft) {
    return draft.remedy(
        "See which sessions are there, by program",
        """
        SELECT usename, application_name, client_addr, state, count(*)
        FROM pg_stat_activity WHERE backend_type = 'client backend'
        GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC;""");
  }
}

package dev.ballast.observe.catalogue.sessions_failed;

import dev.ballast.observe.check.DatabaseGrowthCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// Sessions ended by fatal errors.
@NullMarked
public final class SessionsFailed extends DatabaseGrowthCheck {
  public SessionsFailed() {
    super(
        "sessions-failed",
        Topic.CONNECTIONS,
        Threshold.of(Measure.COUNT, 5, Urgency.TICKET),
        "sessions_fatal");
  }

  @Override
  protected String what(String amount, String database) {
    return "%s sessions of database %s ended with a fatal error".formatted(amount, database);
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

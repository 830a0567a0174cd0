package dev.ballast.observe.catalogue.sessions_killed;

import dev.ballast.observe.check.DatabaseGrowthCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// Sessions ended by an operator.
@NullMarked
public final class SessionsKilled extends DatabaseGrowthCheck {
  public SessionsKilled() {
    super(
        "sessions-killed",
        Topic.CONNECTIONS,
        Threshold.of(Measure.COUNT, 5, Urgency.NOTE),
        "sessions_killed");
  }

  @Override
  protected String what(String amount, String database) {
    return "%s sessions of database %s were terminated".formatted(amount, database);
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

package dev.ballast.observe.catalogue.commits_unusual;

import dev.ballast.observe.anomaly.Expectation;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.UnusualCheck;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A database that commits more or less than it usually does.
@NullMarked
public final class CommitsUnusual extends UnusualCheck {
  public CommitsUnusual() {
    super("commits-unusual", Topic.AVAILABILITY, UsualFigure.COMMITS);
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "commits-gone",
        "sessions-blocked",
        "lock-wait-long",
        "ddl-lock-queue",
        "connections-refused");
  }

  @Override
  protected String says(Unusual unusual, String figure) {
    return "database %s commits %s"
        .formatted(unusual.subject().value("database").orElse(""), figure);
  }

  @Override
  protected String written(double value) {
    return Expectation.digits(value) + "/s";
  }

  @Override
  protected void complete(SymptomDraft draft, Unusual unusual, Observed observed) {
    if (unusual.more()) {
      draft.remedy(
          "See which statements are called most",
          "SELECT calls, queryid, query FROM pg_stat_statements ORDER BY calls DESC LIMIT 10;");
    } else {
      draft.remedy(
          "See who is still connected",
          """
          SELECT usename, application_name, client_addr, state, wait_event_type, count(*)
          FROM pg_stat_activity WHERE backend_type = 'client backend'
          GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC;""");
    }
  }
}

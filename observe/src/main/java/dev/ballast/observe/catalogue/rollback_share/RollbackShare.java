package dev.ballast.observe.catalogue.rollback_share;

import dev.ballast.observe.check.DatabaseShareCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;

/// A database in which many transactions are rolled back.
@NullMarked
public final class RollbackShare extends DatabaseShareCheck {
  public RollbackShare() {
    super(
        "rollback-share",
        Topic.STATEMENTS,
        Threshold.of(Measure.SHARE, 0.1, Urgency.TICKET).after(Duration.ofMinutes(5)),
        new Shares("rollbacks", "commits", 100));
  }

  @Override
  protected String what(String share, String database) {
    return "%s of the transactions of database %s are rolled back".formatted(share, database);
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft) {
    return draft.remedy(
        "Let the server report statements that fail",
        "ALTER SYSTEM SET log_min_error_statement = 'error'; SELECT pg_reload_conf();");
  }
}

package dev.ballast.observe.catalogue.rollback_share;

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

/// A database in which many transactions are rolled back.
@NullMarked
public final class RollbackShare extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /// Of fewer transactions no share is taken.
  private static final double LEAST = 100;

  public RollbackShare() {
    super(
        "rollback-share",
        Topic.STATEMENTS,
        Threshold.of(Measure.SHARE, 0.1, Urgency.TICKET).after(Duration.ofMinutes(5)),
        "database");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> commits = observed.history().growth(entity, "commits", WINDOW);
    Optional<Growth> rollbacks = observed.history().growth(entity, "rollbacks", WINDOW);
    if (commits.isEmpty() || rollbacks.isEmpty() || entity.label("database").isEmpty()) {
      return Examined.WELL;
    }
    double all = commits.get().amount() + rollbacks.get().amount();
    if (all < LEAST) {
      return Examined.WELL;
    }
    double share = rollbacks.get().amount() / all;
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                share,
                "%s of the transactions of database %s are rolled back"
                    .formatted(text(share), entity.label("database")))
            .with("rollbacks", Measure.COUNT.text(rollbacks.get().amount()))
            .with("commits", Measure.COUNT.text(commits.get().amount()))
            .remedy(
                "Let the server report statements that fail",
                "ALTER SYSTEM SET log_min_error_statement = 'error'; SELECT pg_reload_conf();"));
  }
}

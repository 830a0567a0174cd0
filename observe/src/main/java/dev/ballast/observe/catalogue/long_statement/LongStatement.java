package dev.ballast.observe.catalogue.long_statement;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that has run for long.
@NullMarked
public final class LongStatement extends FigureCheck {
  /// Programs that run a statement for long on purpose.
  private static final Set<String> LONG_RUNNERS =
      Set.of(
          "pg_dump", "pg_dumpall", "pg_restore", "pg_repack", "vacuumdb", "reindexdb", "clusterdb");

  public LongStatement() {
    super(
        "long-statement",
        Topic.LOCKS,
        Threshold.of(Measure.SECONDS, 1800, Urgency.TICKET),
        "session");
  }

  @Override
  public Set<String> labels() {
    return Set.of("pid", "database", "user", "application");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("synchronous-standby-missing");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("statement_seconds"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble seconds = entity.figure("statement_seconds");
    if (seconds.isEmpty() || mayTakeLong(entity) || entity.isWaitingForLock()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("pid", "database", "user", "application"),
                seconds.getAsDouble(),
                "session %s of user %s in database %s has run one statement for %s"
                    .formatted(
                        entity.label("pid"),
                        entity.label("user"),
                        entity.label("database"),
                        text(seconds.getAsDouble())))
            .with("user", entity.label("user"))
            .with("application", entity.label("application"))
            .with("address", entity.label("address"))
            .with("state", entity.label("state"))
            .with("wait", entity.label("wait"))
            .with("queryid", entity.label("queryid"))
            .remedy(
                "Cancel the statement; the session stays",
                "SELECT pg_cancel_backend(%s);".formatted(entity.label("pid")))
            .remedy(
                "See what it runs",
                "SELECT query, wait_event_type, wait_event FROM pg_stat_activity WHERE pid = %s;"
                    .formatted(entity.label("pid"))));
  }

  private static boolean mayTakeLong(Entity entity) {
    String application = entity.label("application");
    return entity.figure("maintenance").orElse(0) > 0
        || LONG_RUNNERS.contains(application)
        || application.startsWith("ballast");
  }
}

package dev.ballast.observe.catalogue.statement_slow;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that is slow on average.
@NullMarked
public final class StatementSlow extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /// Of fewer calls no mean is taken.
  private static final double LEAST = 10;

  private static final double NANOS = 1e9;

  public StatementSlow() {
    super(
        "statement-slow",
        Topic.STATEMENTS,
        Threshold.of(Measure.SECONDS, 1, Urgency.TICKET),
        "statement");
  }

  @Override
  public Threshold threshold(Objectives objectives) {
    return threshold().raisingFrom(objectives.service().statementTicket().toNanos() / NANOS);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "lock-wait-long",
        "sessions-blocked",
        "ddl-lock-queue",
        "host-cpu-busy",
        "host-io-pressure",
        "synchronous-standby-missing");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("statement");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> calls = observed.history().growth(entity, "calls", WINDOW);
    Optional<Growth> time = observed.history().growth(entity, "execution_seconds", WINDOW);
    if (calls.isEmpty()
        || time.isEmpty()
        || calls.get().amount() < LEAST
        || !entity.isOneStatement()) {
      return Examined.WELL;
    }
    double mean = time.get().amount() / calls.get().amount();
    SymptomDraft draft =
        SymptomDraft.of(
                entity.subject("database", "queryid"),
                mean,
                "statement %s of database %s takes %s on average"
                    .formatted(entity.label("queryid"), entity.label("database"), text(mean)))
            .with("calls", Measure.COUNT.text(calls.get().amount()))
            .with("time", Measure.SECONDS.text(time.get().amount()));
    observed
        .state()
        .detail()
        .text(entity.figures())
        .filter(text -> !text.text().isEmpty())
        .ifPresent(text -> draft.with("statement", text.text()));
    return seen(
        draft
            .remedy(
                "See its text and what it reads",
                "SELECT * FROM pg_stat_statements WHERE queryid = %s;"
                    .formatted(entity.label("queryid")))
            .remedy(
                "See how it became so",
                "ballast series show %s statement".formatted(observed.target().name())));
  }
}

package dev.ballast.observe.catalogue.statement_slower;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that takes longer than in the hour before.
@NullMarked
public final class StatementSlower extends FigureCheck {
  private static final Duration WINDOW = Duration.ofHours(1);

  private static final Duration RECENT = Duration.ofMinutes(10);
  private static final double LEAST = 20;
  private static final double LEAST_MEAN = 0.05;

  public StatementSlower() {
    super(
        "statement-slower",
        Topic.STATEMENTS,
        Threshold.of(Measure.TIMES, 3, Urgency.TICKET).clearingBelow(2),
        "statement");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "queryid");
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
    double recent = mean(observed, entity, RECENT, 0);
    Optional<Growth> calls = observed.history().growth(entity, "calls", RECENT);
    double before = mean(observed, entity, WINDOW, calls.map(Growth::amount).orElse(0.0));
    if (Double.isNaN(recent)
        || Double.isNaN(before)
        || before <= 0
        || recent < LEAST_MEAN
        || !entity.isOneStatement()) {
      return Examined.WELL;
    }
    double times = recent / before;
    SymptomDraft draft =
        SymptomDraft.of(
                entity.subject("database", "queryid"),
                times,
                "statement %s of database %s takes %s, and took %s before"
                    .formatted(
                        entity.label("queryid"),
                        entity.label("database"),
                        Measure.SECONDS.text(recent),
                        Measure.SECONDS.text(before)))
            .with("now", Measure.SECONDS.text(recent))
            .with("before", Measure.SECONDS.text(before));
    observed
        .state()
        .detail()
        .text(entity.figures())
        .filter(text -> !text.text().isEmpty())
        .ifPresent(text -> draft.with("statement", text.text()));
    return seen(
        draft.remedy(
            "Let the planner see the data as they are",
            "ANALYZE; -- in database %s".formatted(QualifiedName.of(entity.label("database")))));
  }

  /// The mean over a window without its last calls; not a number where that is too few.
  private static double mean(Observed observed, Entity entity, Duration window, double last) {
    Optional<Growth> calls = observed.history().growth(entity, "calls", window);
    Optional<Growth> time = observed.history().growth(entity, "execution_seconds", window);
    if (calls.isEmpty() || time.isEmpty()) {
      return Double.NaN;
    }
    double spent = time.get().amount();
    if (last > 0) {
      spent -=
          observed
              .history()
              .growth(entity, "execution_seconds", RECENT)
              .map(Growth::amount)
              .orElse(Double.NaN);
    }
    double count = calls.get().amount() - last;
    return count < LEAST ? Double.NaN : spent / count;
  }
}

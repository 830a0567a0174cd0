package dev.ballast.observe.catalogue.statement_index_missing;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.StatementUse;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.study.StatementStudy;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that takes much of its database's time and finds no index for its condition.
@NullMarked
public final class StatementIndexMissing extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final double LEAST_CALLS = 20;

  /// A thousandth of a processor: in an idle database every statement has a large share.
  private static final double LEAST_SECONDS_PER_SECOND = 0.001;

  public StatementIndexMissing() {
    super(
        "statement-index-missing",
        Topic.STATEMENTS,
        Threshold.of(Measure.SHARE, 0.05, Urgency.TICKET),
        StatementUse.FAMILY);
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "queryid");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("statement-slow");
  }

  @Override
  public Set<String> remembers() {
    return Set.of(StatementUse.FAMILY);
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<StatementStudy> study =
        observed.state().detail().study(entity.figures()).filter(s -> !s.advice().isEmpty());
    Optional<Growth> calls = observed.history().growth(entity, "calls", WINDOW);
    if (study.isEmpty() || calls.isEmpty()) {
      return Examined.WELL;
    }
    double least = LEAST_SECONDS_PER_SECOND * calls.get().over().toSeconds();
    return StatementUse.of(entity, observed, WINDOW)
        .filter(use -> use.calls() >= LEAST_CALLS && use.seconds() >= least)
        .<Examined>map(use -> seen(draft(use, study.get(), observed)))
        .orElse(Examined.WELL);
  }

  private SymptomDraft draft(StatementUse use, StatementStudy study, Observed observed) {
    SymptomDraft draft =
        use.draft(
            observed,
            use.share(),
            "%s takes %s of its database's time and finds no index of %s for its condition"
                .formatted(use.name(), text(use.share()), study.advice().getFirst().table()));
    use.adviseIndexes(draft, observed);
    return draft;
  }
}

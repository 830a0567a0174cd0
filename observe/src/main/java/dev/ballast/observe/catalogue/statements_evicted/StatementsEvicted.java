package dev.ballast.observe.catalogue.statements_evicted;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Statements for which pg_stat_statements has no room.
@NullMarked
public final class StatementsEvicted extends FigureCheck {
  private static final Duration WINDOW = Duration.ofHours(1);

  public StatementsEvicted() {
    super(
        "statements-evicted",
        Topic.STATEMENTS,
        Threshold.of(Measure.COUNT, 60, Urgency.NOTE),
        "statement_counting");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("statement_counting");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> evictions = observed.history().growth(entity, "evictions", WINDOW);
    if (evictions.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                evictions.get().amount(),
                "pg_stat_statements threw statements out %s times within %s"
                    .formatted(
                        text(evictions.get().amount()),
                        Measure.SECONDS.text(evictions.get().over().toSeconds())))
            .remedy(
                "Give it room for more statements; takes effect after a restart",
                "ALTER SYSTEM SET pg_stat_statements.max = 20000;"));
  }
}

package dev.ballast.observe.catalogue.evaluation_late;

import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.OwnCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Checks that are evaluated too late.
@NullMarked
public final class EvaluationLate extends OwnCheck {
  private static final long STEP = 10;

  public EvaluationLate() {
    super("evaluation-late", Threshold.of(Measure.SECONDS, 30, Urgency.TICKET).pagingFrom(300));
  }

  @Override
  protected Optional<SymptomDraft> judged(NodeCondition node, Observed observed) {
    // Whole tens of seconds, so that not every look changes the alert.
    long late = node.late().toSeconds() / STEP * STEP;
    return Optional.of(
        SymptomDraft.of(
                Labels.NONE,
                (double) late,
                "the checks were evaluated %d s later than they were to be".formatted(late))
            .remedy("See how the node is doing", "ballast status"));
  }
}

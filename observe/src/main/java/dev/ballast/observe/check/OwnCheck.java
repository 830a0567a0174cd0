package dev.ballast.observe.check;

import java.util.Optional;

/// A check of the node itself.
public abstract class OwnCheck extends Check {
  protected OwnCheck(String name, Threshold threshold) {
    super(name, Topic.BALLAST, threshold);
  }

  @Override
  public final boolean needsNoAnswer() {
    return true;
  }

  /// Nothing where the checks of another target report it, so that it is reported once.
  @Override
  public final Look look(Observed observed) {
    return new Look.Found(
        observed
            .surroundings()
            .node()
            .flatMap(node -> judged(node, observed))
            .map(SymptomDraft::symptom)
            .stream()
            .toList());
  }

  protected abstract Optional<SymptomDraft> judged(NodeCondition node, Observed observed);
}

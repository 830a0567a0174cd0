package dev.ballast.observe.catalogue.target_unreachable;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A target that no session can be opened to.
@NullMarked
public final class TargetUnreachable extends Check {
  public TargetUnreachable() {
    super(
        "target-unreachable",
        Topic.AVAILABILITY,
        Threshold.ifSo(Urgency.PAGE).after(Duration.ofSeconds(30)));
  }

  @Override
  public Look look(Observed observed) {
    return observed
        .state()
        .unreachable()
        .<Look>map(why -> new Look.Found(List.of(symptom(observed, why).symptom())))
        .orElse(Look.NOTHING);
  }

  @Override
  public boolean needsNoAnswer() {
    return true;
  }

  private static SymptomDraft symptom(Observed observed, Fault why) {
    SymptomDraft draft =
        SymptomDraft.of(Labels.NONE, 1, "it cannot be reached: " + why.getMessage())
            .with("code", why.code().id());
    why.detail().ifPresent(detail -> draft.with("detail", detail));
    observed.state().reachedAt().ifPresent(at -> draft.with("last_reached", at.toString()));
    return draft.remedy(
        "See what a session of this machine gets",
        "ballast target check --target %s".formatted(observed.target().name()));
  }
}

package dev.ballast.observe.catalogue.pooler_unreachable;

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

/// A PgBouncer that cannot be reached.
@NullMarked
public final class PoolerUnreachable extends Check {
  public PoolerUnreachable() {
    super(
        "pooler-unreachable",
        Topic.POOLER,
        Threshold.ifSo(Urgency.PAGE).after(Duration.ofSeconds(30)));
  }

  @Override
  public Look look(Observed observed) {
    return observed
        .state()
        .unreachable()
        .<Look>map(
            why ->
                new Look.Found(
                    List.of(
                        SymptomDraft.of(
                                Labels.NONE, 1, "the pooler cannot be reached: " + why.getMessage())
                            .with("code", why.code().id())
                            .remedy(
                                "See whether it runs, on its machine", "systemctl status pgbouncer")
                            .symptom())))
        .orElse(Look.NOTHING);
  }

  @Override
  public boolean needsNoAnswer() {
    return true;
  }

  @Override
  public boolean concerns(Observed observed) {
    return observed.isPooler();
  }
}

package dev.ballast.observe.catalogue.host_steal;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/// Processors that others have.
@NullMarked
public final class HostSteal extends FigureCheck {
  public HostSteal() {
    super(
        "host-steal",
        Topic.HOST,
        Threshold.of(Measure.SHARE, 0.1, Urgency.TICKET).after(Duration.ofMinutes(10)),
        "host");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble processors = entity.figure("processors");
    OptionalDouble steal = entity.rate("steal_seconds");
    if (processors.isEmpty() || steal.isEmpty() || processors.getAsDouble() <= 0) {
      return Examined.WELL;
    }
    double share = steal.getAsDouble() / processors.getAsDouble();
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                share,
                "the hypervisor gave %s of the processors' time to others".formatted(text(share)))
            .remedy("See it as it changes, in the column st", "vmstat 5"));
  }
}

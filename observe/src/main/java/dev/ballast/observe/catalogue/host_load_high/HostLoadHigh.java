package dev.ballast.observe.catalogue.host_load_high;

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
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A load that is high.
@NullMarked
public final class HostLoadHigh extends FigureCheck {
  public HostLoadHigh() {
    super(
        "host-load-high",
        Topic.HOST,
        Threshold.of(Measure.TIMES, 4, Urgency.NOTE).after(Duration.ofMinutes(10)),
        "host");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("host-cpu-busy", "host-io-pressure");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble load = entity.figure("load");
    OptionalDouble processors = entity.figure("processors");
    if (load.isEmpty() || processors.isEmpty() || processors.getAsDouble() <= 0) {
      return Examined.WELL;
    }
    double times = load.getAsDouble() / processors.getAsDouble();
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                times,
                "the load is %.1f on %.0f processors"
                    .formatted(load.getAsDouble(), processors.getAsDouble()))
            .remedy(
                "See which processes it is, on the machine",
                "ps -eo stat,pid,comm --sort=stat | grep '^[RD]'"));
  }
}

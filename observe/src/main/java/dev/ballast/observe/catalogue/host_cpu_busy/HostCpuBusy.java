package dev.ballast.observe.catalogue.host_cpu_busy;

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

/// Processors that have no time left.
@NullMarked
public final class HostCpuBusy extends FigureCheck {
  public HostCpuBusy() {
    super(
        "host-cpu-busy",
        Topic.HOST,
        Threshold.of(Measure.SHARE, 0.9, Urgency.TICKET)
            .clearingBelow(0.8)
            .after(Duration.ofMinutes(10)),
        "host");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble processors = entity.figure("processors");
    OptionalDouble idle = entity.rate("idle_seconds");
    OptionalDouble waiting = entity.rate("io_wait_seconds");
    if (processors.isEmpty() || idle.isEmpty() || processors.getAsDouble() <= 0) {
      return Examined.WELL;
    }
    double free = (idle.getAsDouble() + waiting.orElse(0)) / processors.getAsDouble();
    double busy = Math.clamp(1 - free, 0, 1);
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                busy,
                "the processors of the machine are busy %s of the time".formatted(text(busy)))
            .with("processors", Measure.COUNT.text(processors.getAsDouble()))
            .remedy("See which processes it is, on the machine", "top -b -n 1 | head -n 20"));
  }
}

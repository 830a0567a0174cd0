package dev.ballast.observe.catalogue.host_cpu_pressure;

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

/// Processes that wait for processors.
@NullMarked
public final class HostCpuPressure extends FigureCheck {
  public HostCpuPressure() {
    super(
        "host-cpu-pressure",
        Topic.HOST,
        Threshold.of(Measure.SHARE, 0.6, Urgency.NOTE).after(Duration.ofMinutes(10)),
        "host");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("host-cpu-busy", "host-steal");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble share = entity.rate("processor_pressure_seconds");
    if (share.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                share.getAsDouble(),
                "%s of the time a process waited for a processor"
                    .formatted(text(share.getAsDouble())))
            .remedy(
                "See which processes it is, on the machine",
                "cat /proc/pressure/* && top -b -n 1 | head -n 20"));
  }
}

package dev.ballast.observe.catalogue.host_memory_pressure;

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

/// Processes that wait for memory.
@NullMarked
public final class HostMemoryPressure extends FigureCheck {
  public HostMemoryPressure() {
    super(
        "host-memory-pressure",
        Topic.HOST,
        Threshold.of(Measure.SHARE, 0.1, Urgency.TICKET)
            .pagingFrom(0.5)
            .after(Duration.ofMinutes(2)),
        "host");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("host-memory-low");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble share = entity.rate("memory_full_pressure_seconds");
    if (share.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                share.getAsDouble(),
                "%s of the time all processes waited for memory"
                    .formatted(text(share.getAsDouble())))
            .remedy(
                "See which processes it is, on the machine",
                "cat /proc/pressure/* && top -b -n 1 | head -n 20"));
  }
}

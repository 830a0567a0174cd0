package dev.ballast.observe.catalogue.host_memory_low;

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

/// Memory that is nearly used up.
@NullMarked
public final class HostMemoryLow extends FigureCheck {
  public HostMemoryLow() {
    super(
        "host-memory-low",
        Topic.HOST,
        Threshold.of(Measure.SHARE, 0.9, Urgency.TICKET)
            .pagingFrom(0.97)
            .after(Duration.ofMinutes(5)),
        "host");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble all = entity.figure("memory_bytes");
    OptionalDouble available = entity.figure("memory_available_bytes");
    if (all.isEmpty() || available.isEmpty() || all.getAsDouble() <= 0) {
      return Examined.WELL;
    }
    double used = 1 - available.getAsDouble() / all.getAsDouble();
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                used,
                "%s of %s of memory are available"
                    .formatted(
                        Measure.BYTES.text(available.getAsDouble()),
                        Measure.BYTES.text(all.getAsDouble())))
            .remedy(
                "See which processes it is, on the machine", "ps aux --sort=-rss | head -n 20"));
  }
}

package dev.ballast.observe.catalogue.host_swap_used;

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

/// Swap space that is used.
@NullMarked
public final class HostSwapUsed extends FigureCheck {
  public HostSwapUsed() {
    super(
        "host-swap-used",
        Topic.HOST,
        Threshold.of(Measure.SHARE, 0.5, Urgency.NOTE).after(Duration.ofMinutes(10)),
        "host");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("host-memory-low", "host-memory-pressure");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble all = entity.figure("swap_bytes");
    OptionalDouble free = entity.figure("swap_free_bytes");
    if (all.isEmpty() || free.isEmpty() || all.getAsDouble() <= 0) {
      return Examined.WELL;
    }
    double used = 1 - free.getAsDouble() / all.getAsDouble();
    return seen(
        SymptomDraft.of(Labels.NONE, used, "%s of the swap space are used".formatted(text(used)))
            .remedy(
                "See which processes are swapped out",
                "grep VmSwap /proc/[0-9]*/status | sort -k 2 -n -r | head -n 20"));
  }
}

package dev.ballast.observe.catalogue.host_io_pressure;

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

/// Processes that wait for the disk.
@NullMarked
public final class HostIoPressure extends FigureCheck {
  public HostIoPressure() {
    super(
        "host-io-pressure",
        Topic.HOST,
        Threshold.of(Measure.SHARE, 0.4, Urgency.TICKET).after(Duration.ofMinutes(10)),
        "host");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble share = entity.rate("io_full_pressure_seconds");
    if (share.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                share.getAsDouble(),
                "%s of the time all processes waited for a disk"
                    .formatted(text(share.getAsDouble())))
            .remedy(
                "See which processes it is, on the machine",
                "cat /proc/pressure/* && top -b -n 1 | head -n 20"));
  }
}

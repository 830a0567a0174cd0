package dev.ballast.observe.catalogue.maintenance_memory_default;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;

/// A server whose vacuums and builds have the memory of a fresh installation.
@NullMarked
public final class MaintenanceMemoryDefault extends SettingCheck {
  private static final long INSTALLED = 64L << 20;
  private static final long MUCH = 10L << 30;

  public MaintenanceMemoryDefault() {
    super("maintenance-memory-default", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    OptionalLong bytes = settings.bytes("maintenance_work_mem");
    if (bytes.isEmpty()) {
      return hidden("maintenance_work_mem");
    }
    OptionalDouble all = observed.bytesOfDatabases();
    if (all.isEmpty()) {
      return new Look.Undecided("the sizes of the databases were not read yet");
    }
    return found(
        Optional.of(
                draft(
                        "maintenance_work_mem",
                        1,
                        "maintenance_work_mem is %s, as after installation"
                            .formatted(Measure.BYTES.text(bytes.getAsLong())))
                    .remedy(
                        "Give vacuums and builds of indexes more",
                        set("maintenance_work_mem", "1GB")))
            .filter(draft -> bytes.getAsLong() <= INSTALLED && all.getAsDouble() >= MUCH));
  }
}

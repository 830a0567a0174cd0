package dev.ballast.observe.catalogue.maintenance_memory_default;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Reading;
import java.util.Optional;
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
    Optional<Reading> sizes = observed.family("database_size").flatMap(FamilyState::latest);
    if (sizes.isEmpty()) {
      return new Look.Undecided("the sizes of the databases were not read yet");
    }
    double all =
        sizes.get().entities().stream()
            .mapToDouble(f -> f.value(0))
            .filter(v -> !Double.isNaN(v))
            .sum();
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
            .filter(draft -> bytes.getAsLong() <= INSTALLED && all >= MUCH));
  }
}

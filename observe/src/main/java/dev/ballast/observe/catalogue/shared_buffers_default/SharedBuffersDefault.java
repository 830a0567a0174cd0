package dev.ballast.observe.catalogue.shared_buffers_default;

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

/// A server with the buffers of a fresh installation.
@NullMarked
public final class SharedBuffersDefault extends SettingCheck {
  private static final long INSTALLED = 128L << 20;
  private static final long MUCH = 2L << 30;

  public SharedBuffersDefault() {
    super("shared-buffers-default", Topic.SETTINGS, Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    OptionalLong buffers = settings.bytes("shared_buffers");
    if (buffers.isEmpty()) {
      return hidden("shared_buffers");
    }
    OptionalDouble all = observed.bytesOfDatabases();
    if (all.isEmpty()) {
      return new Look.Undecided("the sizes of the databases were not read yet");
    }
    return found(
        Optional.of(
                draft(
                        "shared_buffers",
                        1,
                        "shared_buffers is %s, as after installation, and the databases have more than %d GB"
                            .formatted(Measure.BYTES.text(buffers.getAsLong()), MUCH >> 30))
                    .remedy(
                        "A quarter of the memory of a machine that does nothing else, after a restart; here of 16 GB",
                        setAtRestart("shared_buffers", "4GB")))
            .filter(draft -> buffers.getAsLong() <= INSTALLED && all.getAsDouble() >= MUCH));
  }
}

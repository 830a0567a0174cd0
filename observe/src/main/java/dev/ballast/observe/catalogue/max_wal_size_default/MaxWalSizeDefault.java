package dev.ballast.observe.catalogue.max_wal_size_default;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;

/// A server that writes much and checkpoints as a fresh installation does.
@NullMarked
public final class MaxWalSizeDefault extends SettingCheck {
  private static final double INTERVAL = 300;

  public MaxWalSizeDefault() {
    super(
        "max-wal-size-default",
        Topic.SETTINGS,
        Threshold.ifSo(Urgency.NOTE).after(Duration.ofMinutes(15)));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    OptionalLong most = settings.bytes("max_wal_size");
    if (most.isEmpty()) {
      return hidden("max_wal_size");
    }
    Optional<FamilyState> wal = observed.family("wal");
    if (wal.isEmpty()) {
      return Look.NOTHING;
    }
    OptionalDouble rate =
        wal.get().latest().stream()
            .flatMap(r -> r.entities().stream())
            .map(f -> new Entity(wal.get(), f).rate("bytes"))
            .findFirst()
            .orElseGet(OptionalDouble::empty);
    if (rate.isEmpty()) {
      return new Look.Undecided("how much WAL is written is not known yet");
    }
    return found(
        Optional.of(
                draft(
                        "max_wal_size",
                        1,
                        "max_wal_size is %s, which is written within 5 minutes at present"
                            .formatted(Measure.BYTES.text(most.getAsLong())))
                    .remedy("Let a checkpoint come by time", set("max_wal_size", "8GB")))
            .filter(draft -> rate.getAsDouble() * INTERVAL >= most.getAsLong()));
  }
}

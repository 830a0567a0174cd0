package dev.ballast.observe.catalogue.checkpoint_timeout_short;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;

/// A server with checkpoints more often than every 5 minutes.
@NullMarked
public final class CheckpointTimeoutShort extends SettingCheck {
  private static final long SHORT = 300;

  public CheckpointTimeoutShort() {
    super("checkpoint-timeout-short", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    OptionalLong seconds = settings.number("checkpoint_timeout");
    if (seconds.isEmpty()) {
      return hidden("checkpoint_timeout");
    }
    return found(
        Optional.of(
                draft(
                        "checkpoint_timeout",
                        1,
                        "checkpoint_timeout is %d s".formatted(seconds.getAsLong()))
                    .remedy("Write each page less often", set("checkpoint_timeout", "15min")))
            .filter(draft -> seconds.getAsLong() < SHORT));
  }
}

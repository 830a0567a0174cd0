package dev.ballast.observe.catalogue.log_setting_invalid;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A configuration file with an error.
@NullMarked
public final class LogSettingInvalid extends LogCheck {
  /// Between messages of one reload.
  private static final Duration ONE_RELOAD = Duration.ofSeconds(1);

  public LogSettingInvalid() {
    super(
        "log-setting-invalid",
        Topic.SETTINGS,
        Threshold.ifSo(Urgency.TICKET),
        LogClass.SETTING_INVALID);
  }

  /// Where nothing is wrong but that a new value waits for a restart, the server reports that the
  /// file has errors right after it has named the setting.
  @Override
  protected boolean counts(Event event, List<Event> events) {
    return event.detail("setting").isPresent()
        || events.stream()
            .filter(other -> other.subject().equals(LogClass.SETTING_PENDING.key()))
            .noneMatch(other -> isOneReload(other, event));
  }

  private static boolean isOneReload(Event setting, Event file) {
    return file.detail("file").isPresent()
        && setting.detail("process").equals(file.detail("process"))
        && Duration.between(setting.at(), file.at()).abs().compareTo(ONE_RELOAD) <= 0;
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}

package dev.ballast.observe.catalogue.log_setting_invalid;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A configuration file with an error.
@NullMarked
public final class LogSettingInvalid extends LogCheck {
  public LogSettingInvalid() {
    super(
        "log-setting-invalid",
        Topic.SETTINGS,
        Threshold.ifSo(Urgency.TICKET),
        LogClass.SETTING_INVALID);
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}

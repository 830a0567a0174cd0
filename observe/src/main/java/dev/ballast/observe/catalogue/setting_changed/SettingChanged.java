package dev.ballast.observe.catalogue.setting_changed;

import dev.ballast.observe.check.EventCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A setting or an extension that changed.
@NullMarked
public final class SettingChanged extends EventCheck {
  private static final int MOST = 20;

  public SettingChanged() {
    super("setting-changed", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE), EventSource.SETTING);
  }

  @Override
  public Set<String> labels() {
    return Set.of("setting");
  }

  @Override
  protected List<SymptomDraft> judged(List<Event> events, Observed observed) {
    Map<String, SymptomDraft> drafts = new LinkedHashMap<>();
    for (Event event : events) {
      if (drafts.size() < MOST) {
        drafts.computeIfAbsent(
            event.subject(),
            subject ->
                SymptomDraft.of(Labels.of("setting", subject), 1, event.summary())
                    .with("seen_at", event.at().toString())
                    .remedy(
                        "See where it is set",
                        "SELECT name, setting, source, sourcefile, sourceline FROM pg_settings WHERE name = %s;"
                            .formatted(new Literal(subject))));
      }
    }
    return List.copyOf(drafts.values());
  }
}

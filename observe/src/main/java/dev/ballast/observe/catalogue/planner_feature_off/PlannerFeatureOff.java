package dev.ballast.observe.catalogue.planner_feature_off;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.inventory.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A way of execution that the planner may not use.
@NullMarked
public final class PlannerFeatureOff extends SettingCheck {
  private static final Set<String> BY_DEFAULT_OFF =
      Set.of("enable_partitionwise_join", "enable_partitionwise_aggregate");

  public PlannerFeatureOff() {
    super("planner-feature-off", Topic.SETTINGS, Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    List<SymptomDraft> drafts = new ArrayList<>();
    for (Item item : settings.inventory().items()) {
      String name = item.key();
      if (name.startsWith("enable_")
          && !Settings.isOverride(item)
          && !BY_DEFAULT_OFF.contains(name)
          && item.attribute("value").filter("off"::equals).isPresent()) {
        drafts.add(
            draft(name, 1, "%s is off for the whole server".formatted(name))
                .remedy("Let the planner use it", set(name, "on")));
      }
    }
    return found(drafts);
  }
}

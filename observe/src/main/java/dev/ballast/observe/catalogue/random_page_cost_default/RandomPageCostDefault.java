package dev.ballast.observe.catalogue.random_page_cost_default;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A planner that thinks of rotating disks.
@NullMarked
public final class RandomPageCostDefault extends SettingCheck {
  public RandomPageCostDefault() {
    super("random-page-cost-default", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    return wrongWhile(
        settings,
        "random_page_cost",
        "4",
        draft("random_page_cost", 1, "random_page_cost is 4, which is right for rotating disks")
            .remedy("For an SSD, and where the data is in memory", set("random_page_cost", "1.1")));
  }
}

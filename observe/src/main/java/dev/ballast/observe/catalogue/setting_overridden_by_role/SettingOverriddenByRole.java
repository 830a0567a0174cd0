package dev.ballast.observe.catalogue.setting_overridden_by_role;

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
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Settings of roles and databases that change durability or access.
@NullMarked
public final class SettingOverriddenByRole extends SettingCheck {
  public SettingOverriddenByRole() {
    super("setting-overridden-by-role", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    List<SymptomDraft> drafts = new ArrayList<>();
    for (Item item : settings.inventory().items()) {
      String name =
          item.key().indexOf(' ') < 0
              ? item.key()
              : item.key().substring(0, item.key().indexOf(' '));
      Optional<String> value = item.attribute("value");
      if (Settings.isOverride(item) && value.isPresent() && isRisky(name, value.get())) {
        drafts.add(
            draft(item.key(), 1, "%s is %s".formatted(item.key(), value.get()))
                .remedy(
                    "See all settings of roles and databases",
                    "SELECT setrole::regrole, setdatabase, setconfig FROM pg_db_role_setting;"));
      }
    }
    return found(drafts);
  }

  private static boolean isRisky(String name, String value) {
    return switch (name) {
      case "synchronous_commit", "row_security" -> value.equals("off");
      case "session_replication_role" -> !value.equals("origin");
      default -> name.startsWith("enable_") && value.equals("off");
    };
  }
}

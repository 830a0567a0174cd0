package dev.ballast.observe.catalogue.setting_pending_restart;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.inventory.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A setting that waits for a restart.
@NullMarked
public final class SettingPendingRestart extends SettingCheck {
  public SettingPendingRestart() {
    super("setting-pending-restart", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    List<SymptomDraft> drafts = new ArrayList<>();
    for (Item item : settings.inventory().items()) {
      if (item.attribute("pending_restart").isPresent() && !isOfCommandLine(item)) {
        drafts.add(
            draft(item.key(), 1, "a new value of %s waits for a restart".formatted(item.key()))
                .remedy(
                    "See what the files say",
                    "SELECT sourcefile, setting FROM pg_file_settings WHERE name = %s;"
                        .formatted(new Literal(item.key()))));
      }
    }
    return found(drafts);
  }

  /// What the server was started with comes before its files, after a restart by the same command
  /// as well.
  private static boolean isOfCommandLine(Item item) {
    return item.attribute("source").filter("command line"::equals).isPresent();
  }
}

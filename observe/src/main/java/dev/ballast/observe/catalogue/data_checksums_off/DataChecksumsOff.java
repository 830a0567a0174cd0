package dev.ballast.observe.catalogue.data_checksums_off;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A cluster whose damaged pages nobody notices.
@NullMarked
public final class DataChecksumsOff extends SettingCheck {
  public DataChecksumsOff() {
    super("data-checksums-off", Topic.SETTINGS, Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    return wrongWhile(
        settings,
        "data_checksums",
        "off",
        draft(
                "data_checksums",
                1,
                "data checksums are off: a page that the disk changed is read as if it were right")
            .remedy(
                "Switch them on while the server is stopped; it reads and writes every page",
                "pg_checksums --enable --pgdata=DATADIR"));
  }
}

package dev.ballast.observe.catalogue.slots_without_bound;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Reading;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Replication slots that may keep log until the disk is full.
@NullMarked
public final class SlotsWithoutBound extends SettingCheck {
  public SlotsWithoutBound() {
    super("slots-without-bound", Topic.REPLICATION, Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    Optional<FamilyState> slots = observed.family("slot");
    if (slots.isEmpty()) {
      return Look.NOTHING;
    }
    Optional<Reading> read = slots.get().latest();
    if (read.isEmpty()) {
      return new Look.Undecided("the replication slots were not read yet");
    }
    if (read.get().entities().isEmpty()) {
      return Look.NOTHING;
    }
    return wrongWhile(
        settings,
        "max_slot_wal_keep_size",
        "-1",
        draft(
                "max_slot_wal_keep_size",
                1,
                "max_slot_wal_keep_size is -1, and the number of replication slots is %d: one that nobody reads fills the disk"
                    .formatted(read.get().entities().size()))
            .remedy("Bound what a slot may keep", set("max_slot_wal_keep_size", "50GB")));
  }
}

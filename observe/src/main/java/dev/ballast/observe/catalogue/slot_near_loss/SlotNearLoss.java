package dev.ballast.observe.catalogue.slot_near_loss;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A replication slot that is about to lose WAL it needs.
@NullMarked
public final class SlotNearLoss extends FigureCheck {
  public SlotNearLoss() {
    super(
        "slot-near-loss",
        Topic.REPLICATION,
        Threshold.of(Measure.SHARE, 0.8, Urgency.TICKET).pagingFrom(0.95),
        "slot");
  }

  @Override
  public Set<String> labels() {
    return Set.of("slot", "database");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("slot-inactive", "slot-retains-much", "standby-gone");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble retained = entity.figure("retained_bytes");
    OptionalDouble safe = entity.figure("safe_bytes");
    if (retained.isEmpty() || safe.isEmpty() || entity.figure("lost").orElse(0) > 0) {
      return Examined.WELL;
    }
    double room = retained.getAsDouble() + Math.max(0, safe.getAsDouble());
    double share = room > 0 ? retained.getAsDouble() / room : 0;
    return seen(
        SymptomDraft.of(
                entity.subject("slot", "database"),
                share,
                "slot %s keeps %s of the WAL that it may, %s more and it is lost"
                    .formatted(
                        entity.label("slot"),
                        text(share),
                        Measure.BYTES.text(Math.max(0, safe.getAsDouble()))))
            .remedy(
                "Let slots keep more, if the disk has room",
                "ALTER SYSTEM SET max_slot_wal_keep_size = '50GB'; SELECT pg_reload_conf();"));
  }
}

package dev.ballast.observe.catalogue.slot_inactive;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A replication slot that nobody reads from.
@NullMarked
public final class SlotInactive extends FigureCheck {
  public SlotInactive() {
    super(
        "slot-inactive",
        Topic.REPLICATION,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(30)),
        "slot");
  }

  @Override
  public Set<String> labels() {
    return Set.of("slot", "database");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("standby-gone");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble active = entity.figure("active");
    if (active.isEmpty() || entity.figure("lost").orElse(0) > 0) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("slot", "database"),
                active.getAsDouble() > 0 ? 0 : 1,
                "nobody reads from slot %s, which keeps %s of WAL"
                    .formatted(
                        entity.label("slot"),
                        Measure.BYTES.text(entity.figure("retained_bytes").orElse(0))))
            .with("type", entity.label("type"))
            .remedy(
                "Drop it if nothing reads from it any more",
                "SELECT pg_drop_replication_slot(%s);"
                    .formatted(new Literal(entity.label("slot")).toString().strip())));
  }
}

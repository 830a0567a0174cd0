package dev.ballast.observe.catalogue.slot_lost;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A replication slot that lost WAL it needs.
@NullMarked
public final class SlotLost extends FigureCheck {
  public SlotLost() {
    super("slot-lost", Topic.REPLICATION, Threshold.ifSo(Urgency.TICKET), "slot");
  }

  @Override
  public Set<String> labels() {
    return Set.of("slot", "database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble lost = entity.figure("lost");
    if (lost.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("slot", "database"),
                lost.getAsDouble(),
                "slot %s lost WAL that it still needed".formatted(entity.label("slot")))
            .remedy(
                "Drop it if nothing reads from it any more",
                "SELECT pg_drop_replication_slot(%s);"
                    .formatted(new Literal(entity.label("slot")).toString().strip())));
  }
}

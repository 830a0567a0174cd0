package dev.ballast.observe.catalogue.slot_retains_much;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A replication slot that keeps much WAL.
@NullMarked
public final class SlotRetainsMuch extends FigureCheck {
  public SlotRetainsMuch() {
    super(
        "slot-retains-much",
        Topic.REPLICATION,
        Threshold.of(Measure.BYTES, 1L << 30, Urgency.TICKET).pagingFrom(100L << 30),
        "slot");
  }

  @Override
  public Set<String> labels() {
    return Set.of("slot", "database");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("slot-inactive", "standby-gone", "standby-behind");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("retained_bytes"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble retained = entity.figure("retained_bytes");
    if (retained.isEmpty() || entity.figure("lost").orElse(0) > 0) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("slot", "database"),
                retained.getAsDouble(),
                "slot %s keeps %s of WAL"
                    .formatted(entity.label("slot"), text(retained.getAsDouble())))
            .with("active", entity.figure("active").orElse(0) > 0 ? "yes" : "no")
            .with("type", entity.label("type"))
            .remedy(
                "Drop it if nothing reads from it any more",
                "SELECT pg_drop_replication_slot(%s);"
                    .formatted(new Literal(entity.label("slot")).toString().strip())));
  }
}

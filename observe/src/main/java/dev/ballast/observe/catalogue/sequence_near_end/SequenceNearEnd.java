package dev.ballast.observe.catalogue.sequence_near_end;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.KeyExchange;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SafeChange;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A sequence that has nearly no values left.
@NullMarked
public final class SequenceNearEnd extends FigureCheck {
  private static final double NEAR = 0.75;
  private static final double NEARLY_THERE = 0.95;

  public SequenceNearEnd() {
    super(
        "sequence-near-end",
        Topic.SCHEMA,
        Threshold.of(Measure.SHARE, NEAR, Urgency.TICKET)
            .pagingFrom(NEARLY_THERE)
            .clearingBelow(NEAR),
        "sequence");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "sequence");
  }

  /// That of a key whose column holds no more either.
  @Override
  public Set<String> explainedBy() {
    return Set.of("key-near-end");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("used_ratio"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble used = entity.figure("used_ratio");
    String sequence = entity.relation("schema", "sequence");
    if (used.isEmpty()) {
      return entity.figure("last_value").isPresent()
          ? Examined.WELL
          : hidden("sequence %s in database %s".formatted(sequence, entity.label("database")));
    }
    SymptomDraft draft =
        SymptomDraft.of(
            entity.labels(),
            used.getAsDouble(),
            "%s of the values of sequence %s in database %s are used up"
                .formatted(
                    threshold().measure().text(used.getAsDouble()),
                    sequence,
                    entity.label("database")));
    // Beyond what its column holds, its values would be refused.
    return seen(
        column(entity, observed)
            .map(key -> KeyExchange.remedied(draft, key, observed))
            .orElseGet(
                () ->
                    draft.remedy(
                        "Let it give the values of bigint, where its column holds them",
                        SafeChange.briefly(
                            "ALTER SEQUENCE %s AS bigint NO MAXVALUE;".formatted(sequence)))));
  }

  /// The narrow column that it fills, where it fills one.
  private static Optional<Entity> column(Entity sequence, Observed observed) {
    return observed.entities(KeyExchange.FAMILY).stream()
        .filter(key -> key.label("database").equals(sequence.label("database")))
        .filter(
            key ->
                key.relation("sequence_schema", "sequence")
                    .equals(sequence.relation("schema", "sequence")))
        .findFirst();
  }
}

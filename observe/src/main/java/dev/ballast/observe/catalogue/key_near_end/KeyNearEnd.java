package dev.ballast.observe.catalogue.key_near_end;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SafeChange;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A key whose column has nearly no values left.
@NullMarked
public final class KeyNearEnd extends FigureCheck {
  private static final double NEAR = 0.75;
  private static final double NEARLY_THERE = 0.95;

  public KeyNearEnd() {
    super(
        "key-near-end",
        Topic.SCHEMA,
        Threshold.of(Measure.SHARE, NEAR, Urgency.TICKET)
            .pagingFrom(NEARLY_THERE)
            .clearingBelow(NEAR),
        "key");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "column", "sequence_schema", "sequence");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble used = entity.figure("used_ratio");
    String table = entity.relation("schema", "table");
    if (used.isEmpty()) {
      return hidden(
          "the sequence of table %s in database %s".formatted(table, entity.label("database")));
    }
    String column = QualifiedName.of(entity.label("column")).toString();
    SymptomDraft draft =
        SymptomDraft.of(
            entity.labels(),
            used.getAsDouble(),
            "%s of the values of column %s of table %s in database %s are used up"
                .formatted(
                    threshold().measure().text(used.getAsDouble()),
                    column,
                    table,
                    entity.label("database")));
    entity
        .figure("last_value")
        .ifPresent(last -> draft.with("last_value", Measure.COUNT.text(last)));
    return new Examined.Seen(
        draft
            .remedy(
                "Add a wider column, to be filled in batches and then exchanged",
                SafeChange.table(
                    table,
                    "ADD COLUMN %s bigint"
                        .formatted(QualifiedName.of(entity.label("column") + "_wide"))))
            .remedy(
                "Let its sequence give the values of bigint, once that column has taken the place",
                SafeChange.briefly(
                    "ALTER SEQUENCE %s AS bigint NO MAXVALUE;"
                        .formatted(entity.relation("sequence_schema", "sequence"))))
            .symptom());
  }
}

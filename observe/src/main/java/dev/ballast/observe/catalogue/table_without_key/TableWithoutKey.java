package dev.ballast.observe.catalogue.table_without_key;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.ShellWord;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A table whose rows cannot be distinguished.
@NullMarked
public final class TableWithoutKey extends FlawCheck {
  public TableWithoutKey() {
    super(
        "table-without-key", Topic.SCHEMA, Threshold.ifSo(Urgency.NOTE), "flaw_table_without_key");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "%s has neither a primary key nor a unique index of columns that are NOT NULL"
                    .formatted(where(entity)))
            .remedy(
                "Rehearse on a restored copy how long a new key takes",
                "ballast change rehearse --target %s --statement %s"
                    .formatted(
                        observed.target().name(),
                        new ShellWord(
                            "ALTER TABLE %s ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
                                .formatted(table(entity))))));
  }
}

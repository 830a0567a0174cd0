package dev.ballast.observe.catalogue.unlogged_table;

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

/// A table that a crash empties.
@NullMarked
public final class UnloggedTable extends FlawCheck {
  public UnloggedTable() {
    super("unlogged-table", Topic.STORAGE, Threshold.ifSo(Urgency.NOTE), "flaw_unlogged_table");
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
                "%s is unlogged: it is empty after a crash, on standbys and in restored backups"
                    .formatted(where(entity)))
            .remedy(
                "Rehearse on a restored copy how long it takes to make it durable",
                "ballast change rehearse --target %s --statement %s"
                    .formatted(
                        observed.target().name(),
                        new ShellWord("ALTER TABLE %s SET LOGGED".formatted(table(entity))))));
  }
}
